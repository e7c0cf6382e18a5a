/** Clients made of interfaces: what the annotations of a method say becomes a plan, once, and each call follows it. */
@NullMarked
package dev.rapier.client.declared;

import org.jspecify.annotations.NullMarked;
