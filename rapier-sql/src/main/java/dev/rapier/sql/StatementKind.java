package dev.rapier.sql;

import java.util.Locale;
import java.util.Set;

/** What a statement does to the database, as far as its words say. */
enum StatementKind {
    /** It reads, or asks for something. */
    READ,
    /** It inserts rows, which may get keys. */
    INSERT,
    /** It changes anything else. */
    WRITE;

    private static final Set<String> READING =
            Set.of("", "SELECT", "VALUES", "TABLE", "EXPLAIN", "SHOW", "DESCRIBE", "DESC", "PRAGMA", "CALL");

    /** The kind of the statement so far, which goes on with a word. */
    static StatementKind with(String firstWord, StatementKind soFar, String word) {
        var upper = word.toUpperCase(Locale.ROOT);
        return switch (firstWord) {
            case "WITH", "SELECT" ->
                switch (upper) { // a writing WITH; H2's SELECT .. FROM FINAL TABLE (INSERT ..)
                    case "INSERT", "UPDATE", "DELETE", "MERGE" -> WRITE;
                    default -> soFar;
                };
            default -> soFar;
        };
    }

    /** The kind of a statement that begins with a word, in capitals. */
    static StatementKind of(String firstWord) {
        if (READING.contains(firstWord) || firstWord.equals("WITH")) {
            return READ;
        }
        return firstWord.equals("INSERT") || firstWord.equals("REPLACE") ? INSERT : WRITE;
    }

    boolean writes() {
        return this != READ;
    }
}
