/// Tests of the archive.
@NullMarked
package dev.parley.archive;

import org.jspecify.annotations.NullMarked;
