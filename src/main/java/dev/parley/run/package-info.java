/// The engine: takes a run from its first turn to its last, durably, and tells what it is doing.
@NullMarked
package dev.parley.run;

import org.jspecify.annotations.NullMarked;
