package dev.rapier.sql;

/**
 * A text that is JSON, as the value of a {@code json} or {@code jsonb} parameter: {@code Map.of("data", Json.of(text))}.
 *
 * @param text the JSON text; the server checks it
 */
public record Json(String text) {
    /** The JSON value with this text. */
    public static Json of(String text) {
        return new Json(text);
    }

    /** The text. */
    @Override
    public String toString() {
        return text;
    }
}
