/** JSON of plain values (null, booleans, numbers, strings, lists, maps), read and written by the rules of CPython's {@code json}. */
@NullMarked
package dev.rapier.web.json;

import org.jspecify.annotations.NullMarked;
