/// Tests of the provider room, over real HTTP where the wire matters.
@NullMarked
package dev.parley.provider;

import org.jspecify.annotations.NullMarked;
