/// The vendors' prompt caches as rules: what is read, what is written and billed, and how long it lives.
@NullMarked
package dev.parley.rehearsal.cache;

import org.jspecify.annotations.NullMarked;
