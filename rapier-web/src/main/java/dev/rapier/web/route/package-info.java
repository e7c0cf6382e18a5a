/** Finding the route of a path: templates, their names, and the tree that matches them. */
@NullMarked
package dev.rapier.web.route;

import org.jspecify.annotations.NullMarked;
