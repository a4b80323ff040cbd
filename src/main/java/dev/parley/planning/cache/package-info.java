/// Which parts of a prompt are marked for the provider's cache, and for how long.
@NullMarked
package dev.parley.planning.cache;

import org.jspecify.annotations.NullMarked;
