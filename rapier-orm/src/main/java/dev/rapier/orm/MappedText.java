package dev.rapier.orm;

/**
 * A mapped attribute that is a text.
 *
 * @param <E> the entity
 */
public final class MappedText<E> extends Mapped<E, String> {
    MappedText(Class<E> entity, String path) {
        super(entity, path, String.class);
    }

    /** SQL's {@code LIKE}: {@code %} is any text, {@code _} any character. */
    public Criterion<E> like(String pattern) {
        return new Likeness<>(this, pattern, false);
    }

    /** {@link #like} that does not tell upper from lower case. */
    public Criterion<E> ilike(String pattern) {
        return new Likeness<>(this, pattern, true);
    }

    /** With this text in it, whatever signs that holds. */
    public Criterion<E> contains(String text) {
        return like("%" + Likeness.escaped(text) + "%");
    }

    /** Beginning with this text. */
    public Criterion<E> startsWith(String text) {
        return like(Likeness.escaped(text) + "%");
    }

    /** Ending with this text. */
    public Criterion<E> endsWith(String text) {
        return like("%" + Likeness.escaped(text));
    }
}
