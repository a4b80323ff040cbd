/// Money: exact amounts in USD, and costs that may be unknown.
@NullMarked
package dev.parley.money;

import org.jspecify.annotations.NullMarked;
