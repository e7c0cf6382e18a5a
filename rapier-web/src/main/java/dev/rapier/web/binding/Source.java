package dev.rapier.web.binding;

/** The part of a request that a parameter is read from, in the order in which errors are reported. */
public enum Source {
    /** The path template. */
    PATH("path"),
    /** The query. */
    QUERY("query"),
    /** The header fields. */
    HEADER("header"),
    /** The cookies. */
    COOKIE("cookie"),
    /** The body. */
    BODY("body");

    private final String word;

    Source(String word) {
        this.word = word;
    }

    /** As it stands in {@code loc} and in OpenAPI's {@code in}. */
    public String word() {
        return word;
    }
}
