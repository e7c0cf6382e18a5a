package dev.rapier.orm;

/**
 * A change of many rows by one statement, for {@link Session#execute(BulkStatement)}.
 *
 * @param <E> the entity whose rows are changed
 */
public sealed interface BulkStatement<E> permits BulkUpdate, BulkDelete {}
