/// Seeded, heavy-tailed draws of reply length, reasoning and latency; planning never reads their parameters.
@NullMarked
package dev.parley.rehearsal.draw;

import org.jspecify.annotations.NullMarked;
