package dev.rapier.web.route;

import java.util.Set;

/** A route at the end of its path. */
record Leaf<T>(int number, Set<String> methods, T route) {}
