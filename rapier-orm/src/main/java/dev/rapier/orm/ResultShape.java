package dev.rapier.orm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each row of a query becomes.
 *
 * @param <R> that
 */
sealed interface ResultShape<R> {
    /** What is selected, in order; none for the entity itself. */
    List<Term<?, ?>> terms();

    /** What Hibernate is asked for. */
    Class<?> type();

    /** What its answer becomes. */
    R row(@Nullable Object answer);

    /** The entity. */
    record Whole<E>(Class<E> type) implements ResultShape<E> {
        @Override
        public List<Term<?, ?>> terms() {
            return List.of();
        }

        @Override
        public E row(@Nullable Object answer) {
            return ResultShape.unchecked(answer);
        }
    }

    /** One value. */
    record One<V>(Term<?, V> term) implements ResultShape<V> {
        @Override
        public List<Term<?, ?>> terms() {
            return List.of(term);
        }

        @Override
        public Class<?> type() {
            return term.type();
        }

        @Override
        public V row(@Nullable Object answer) {
            return ResultShape.unchecked(answer);
        }
    }

    /** Several values. */
    record Several(List<Term<?, ?>> terms) implements ResultShape<ResultRow> {
        @Override
        public Class<?> type() {
            return Object[].class;
        }

        @Override
        public ResultRow row(@Nullable Object answer) {
            return new ResultRow(terms, ResultShape.<Object[]>unchecked(answer));
        }
    }

    /** A record of several values. */
    record Made<R>(List<Term<?, ?>> terms, RecordMaker<R> maker) implements ResultShape<R> {
        @Override
        public Class<?> type() {
            return terms.size() == 1 ? terms.getFirst().type() : Object[].class;
        }

        @Override
        public R row(@Nullable Object answer) {
            return maker.make(terms.size() == 1 ? new @Nullable Object[] {answer} : ResultShape.unchecked(answer));
        }
    }

    /** Hibernate was asked for this type, or null is there where an attribute has no value. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private static <T> T unchecked(@Nullable Object answer) {
        return (T) answer;
    }
}
