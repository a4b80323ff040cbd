/// The pages in a real Chromium, on the whole program: engine, database and stand-ins.
@NullMarked
package dev.parley.browser;

import org.jspecify.annotations.NullMarked;
