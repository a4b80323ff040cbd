/// The outside contract as JSON over HTTP.
@NullMarked
package dev.parley.api;

import org.jspecify.annotations.NullMarked;
