/// Tokens: usage by class, and the port through which texts are counted.
@NullMarked
package dev.parley.tokens;

import org.jspecify.annotations.NullMarked;
