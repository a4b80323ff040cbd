/// Tests of the start-up, and what other tests need to drive the whole program.
@NullMarked
package dev.parley.app;

import org.jspecify.annotations.NullMarked;
