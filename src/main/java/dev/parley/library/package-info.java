/// Reads and watches the files that people write: personas, scripts and prices.
@NullMarked
package dev.parley.library;

import org.jspecify.annotations.NullMarked;
