package dev.rapier.web.route;

/** A way on through text with names. */
record Branch<T>(Shape shape, Node<T> node) {}
