/// What a model is: its id, abilities, limits and lifetime. Prices are not here.
@NullMarked
package dev.parley.model;

import org.jspecify.annotations.NullMarked;
