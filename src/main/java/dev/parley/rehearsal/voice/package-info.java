/// The rehearsal voice: replies in character, made from frames and from the words of the request, without any model.
@NullMarked
package dev.parley.rehearsal.voice;

import org.jspecify.annotations.NullMarked;
