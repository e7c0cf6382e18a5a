/** Coroutines, tasks, groups, cancel scopes, generators and resources in direct style on virtual threads. */
@NullMarked
package dev.rapier.async;

import org.jspecify.annotations.NullMarked;
