/// What a run will cost, before its first call.
@NullMarked
package dev.parley.planning.estimate;

import org.jspecify.annotations.NullMarked;
