/// The one port to the models, and its adapters: requests out, replies and raw usage back.
@NullMarked
package dev.parley.provider;

import org.jspecify.annotations.NullMarked;
