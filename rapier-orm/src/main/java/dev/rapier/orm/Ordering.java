package dev.rapier.orm;

/**
 * An attribute to sort by, and the direction: {@code User.EMAIL.desc()}.
 *
 * @param <E> the entity
 * @param attribute what to sort by
 * @param descending whether the greatest comes first
 */
public record Ordering<E>(Term<E, ?> attribute, boolean descending) {}
