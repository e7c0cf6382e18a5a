package dev.rapier.orm;

/** An attribute beside a value, or beside another attribute. */
record Comparison<E>(Term<E, ?> attribute, Operator operator, Object value) implements Criterion<E> {
    enum Operator {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE
    }
}
