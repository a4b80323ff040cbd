/// The price book: what a usage costs at a moment, exactly, and which price row says so.
@NullMarked
package dev.parley.pricing;

import org.jspecify.annotations.NullMarked;
