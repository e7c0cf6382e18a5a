package dev.rapier.orm;

/** An attribute that is like a pattern. */
record Likeness<E>(MappedText<E> attribute, String pattern, boolean anyCase) implements Criterion<E> {
    /** What makes a sign of the pattern language an ordinary one. */
    static final char ESCAPE = '\\';

    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
