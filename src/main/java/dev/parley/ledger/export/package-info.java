/// The ledger's entries as files, for pages, API and command line alike.
@NullMarked
package dev.parley.ledger.export;

import org.jspecify.annotations.NullMarked;
