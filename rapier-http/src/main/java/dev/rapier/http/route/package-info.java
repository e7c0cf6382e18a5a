/** What the annotations of a route say, for the modules that serve and call them: server and client read them by the same rules. */
@NullMarked
package dev.rapier.http.route;

import org.jspecify.annotations.NullMarked;
