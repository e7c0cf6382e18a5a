package dev.rapier.orm;

import java.util.List;

/** Several criteria, of which all must hold, or one. */
record Junction<E>(List<Criterion<E>> criteria, boolean all) implements Criterion<E> {}
