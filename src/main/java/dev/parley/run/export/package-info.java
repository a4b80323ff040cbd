/// Estimates as answers, for API and command line alike.
@NullMarked
package dev.parley.run.export;

import org.jspecify.annotations.NullMarked;
