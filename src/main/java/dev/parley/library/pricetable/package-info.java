/// Prices from the public price tables: read, compared with the book, and taken into `pricing/imported/`.
@NullMarked
package dev.parley.library.pricetable;

import org.jspecify.annotations.NullMarked;
