/// Who speaks with whom, about what, in which order, and until when.
@NullMarked
package dev.parley.conversation;

import org.jspecify.annotations.NullMarked;
