/// What the turns ahead will hold. The estimate, the router and the cache planner all ask the one projection.
@NullMarked
package dev.parley.planning;

import org.jspecify.annotations.NullMarked;
