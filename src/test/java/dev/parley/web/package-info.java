/// Tests of the pages, against a library and runs made for them.
@NullMarked
package dev.parley.web;

import org.jspecify.annotations.NullMarked;
