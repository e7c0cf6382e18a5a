/** The transport on the client of the JDK: for those who want no library under theirs. */
@NullMarked
package dev.rapier.client.jdk;

import org.jspecify.annotations.NullMarked;
