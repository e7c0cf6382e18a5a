package dev.rapier.web.binding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a {@link Shape} says what is wrong with its input. */
interface Problems {
    /** Ends the conversion at the first problem, by throwing {@link Unfit}: for the fast road, which has nothing to say. */
    Problems REFUSING = new Problems() {
        @Override
        public void enter(Object step) {}

        @Override
        public void leave() {}

        @Override
        public int count() {
            return 0;
        }

        @Override
        public void add(String type, String msg, @Nullable Object input, Map<String, @Nullable Object> ctx) {
            throw new Unfit();
        }
    };

    /** Goes down to a field ({@link String}) or an index ({@link Integer}). */
    void enter(Object step);

    /** Goes back up. */
    void leave();

    /** How many problems have been added. */
    int count();

    /** Adds a problem at the present place. */
    void add(String type, String msg, @Nullable Object input, Map<String, @Nullable Object> ctx);

    /** Adds a problem without context. */
    default void add(String type, String msg, @Nullable Object input) {
        add(type, msg, input, Map.of());
    }

    /** Adds a problem whose message ends with a text that is its {@code error} context, too. */
    default void addWithError(String type, String msg, @Nullable Object input, String error) {
        add(type, msg + error, input, Map.of("error", error));
    }

    /** Adds what code of the user says against a value, as pydantic reports a ValueError. */
    default void addValueError(String message, @Nullable Object input) {
        add("value_error", "Value error, " + message, input, Map.of("error", Map.of()));
    }
}
