/// What was paid: one entry for each call, from before it goes out until it reached its one end, and sums over them.
@NullMarked
package dev.parley.ledger;

import org.jspecify.annotations.NullMarked;
