/// Which model takes a turn.
@NullMarked
package dev.parley.planning.route;

import org.jspecify.annotations.NullMarked;
