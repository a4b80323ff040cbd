/// Local stand-in servers that speak the providers' wire protocols, with token counts, prompt caches, latency and
/// faults. Nothing but `app`, which starts them, may import this room: what they do must stay unknown to planning.
@NullMarked
package dev.parley.rehearsal;

import org.jspecify.annotations.NullMarked;
