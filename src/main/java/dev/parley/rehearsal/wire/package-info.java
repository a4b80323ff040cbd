/// The providers' wire protocols over HTTP: one adapter each, and the delivery that they share.
@NullMarked
package dev.parley.rehearsal.wire;

import org.jspecify.annotations.NullMarked;
