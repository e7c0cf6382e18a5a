/** The engine that speaks HTTP/1.1 and HTTP/2 on the event loops of Vert.x. */
@NullMarked
package dev.rapier.vertx;

import org.jspecify.annotations.NullMarked;
