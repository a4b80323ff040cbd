/// Tests of exported files.
@NullMarked
package dev.parley.ledger.export;

import org.jspecify.annotations.NullMarked;
