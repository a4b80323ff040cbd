/// Tests of the engine on real parts.
@NullMarked
package dev.parley.run;

import org.jspecify.annotations.NullMarked;
