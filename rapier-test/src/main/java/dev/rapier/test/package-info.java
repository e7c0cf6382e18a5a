/**
 * Tools for tests: a client that calls an application in memory, without sockets ({@link dev.rapier.test.TestClient}), and
 * virtual time for code with coroutines ({@link dev.rapier.test.RapierTest}).
 */
@NullMarked
package dev.rapier.test;

import org.jspecify.annotations.NullMarked;
