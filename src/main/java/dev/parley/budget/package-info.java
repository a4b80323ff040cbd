/// Budgets as rules: who may spend how much within which stretch of time, what a call must set aside before it goes
/// out, and what is said when it does not fit.
@NullMarked
package dev.parley.budget;

import org.jspecify.annotations.NullMarked;
