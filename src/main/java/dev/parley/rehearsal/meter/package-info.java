/// What a stand-in counts: hidden token counts per model, block by block, with the fingerprints that its caches match
/// on.
@NullMarked
package dev.parley.rehearsal.meter;

import org.jspecify.annotations.NullMarked;
