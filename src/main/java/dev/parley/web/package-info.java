/// The pages: parse what a browser sends, call one room, render a template.
@NullMarked
package dev.parley.web;

import org.jspecify.annotations.NullMarked;
