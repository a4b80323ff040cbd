/// Tests of the ledger on a real database.
@NullMarked
package dev.parley.ledger;

import org.jspecify.annotations.NullMarked;
