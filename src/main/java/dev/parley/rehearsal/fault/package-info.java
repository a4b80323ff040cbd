/// The ways a stand-in can be told to fail.
@NullMarked
package dev.parley.rehearsal.fault;

import org.jspecify.annotations.NullMarked;
