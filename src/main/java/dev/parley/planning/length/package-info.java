/// How long replies are: what finished runs have taught, and what is taken before any has.
@NullMarked
package dev.parley.planning.length;

import org.jspecify.annotations.NullMarked;
