/// Tests of the command line on a real ledger.
@NullMarked
package dev.parley.cli;

import org.jspecify.annotations.NullMarked;
