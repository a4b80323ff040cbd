/// Start-up: reads the settings, starts what the others need and hands it to them.
@NullMarked
package dev.parley.app;

import org.jspecify.annotations.NullMarked;
