/// Commands: they parse, ask the ledger and print. What they need is opened for them by a `Desk`.
@NullMarked
package dev.parley.cli;

import org.jspecify.annotations.NullMarked;
