/** A client for tests: calls an application in memory, without sockets. */
@NullMarked
package dev.rapier.test;

import org.jspecify.annotations.NullMarked;
