/// What a stand-in has billed: the truth that the program's own costs are checked against.
@NullMarked
package dev.parley.rehearsal.billing;

import org.jspecify.annotations.NullMarked;
