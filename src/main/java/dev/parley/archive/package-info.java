/// What was said: runs with the snapshot of all they were made from, their messages and events.
@NullMarked
package dev.parley.archive;

import org.jspecify.annotations.NullMarked;
