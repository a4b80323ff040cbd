/// Tests of the API from outside.
@NullMarked
package dev.parley.api;

import org.jspecify.annotations.NullMarked;
