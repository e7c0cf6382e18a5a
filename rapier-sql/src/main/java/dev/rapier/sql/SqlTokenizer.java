package dev.rapier.sql;

import dev.rapier.sql.ParsedSql.ListForm;
import dev.rapier.sql.ParsedSql.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the named parameters of a statement as PostgreSQL's own lexer would see it (PostgreSQL documentation, 4.1 Lexical
 * Structure).
 *
 * <p>Strings, quoted identifiers, comments (they nest) and dollar quotes are left alone, so are casts ({@code ::}) and
 * array slices ({@code a[1:2]}); {@code \:} is a colon. A literal {@code ?}, an operator of PostgreSQL, becomes
 * {@code ??}, as JDBC wants it.
 */
final class SqlTokenizer {
    private final String sql;
    private final StringBuilder text = new StringBuilder();
    private final List<String> texts = new ArrayList<>();
    private final List<Placeholder> parameters = new ArrayList<>();
    private int at;

    private SqlTokenizer(String sql) {
        this.sql = sql;
    }

    static ParsedSql parse(String sql) {
        var tokenizer = new SqlTokenizer(sql);
        tokenizer.run();
        tokenizer.texts.add(tokenizer.text.toString());
        return ParsedSql.of(sql, tokenizer.texts, tokenizer.parameters);
    }

    private void run() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            switch (c) {
                case '\'' -> copyTo(endOfString(at, escapes()));
                case '"', '`' -> copyTo(endOfQuoted(at, c));
                case '-' -> copyTo(next('-') ? endOfLine() : at + 1);
                case '/' -> copyTo(next('*') ? endOfComment() : at + 1);
                case '$' -> copyTo(endOfDollarQuote());
                case ':' -> colon();
                case '\\' -> backslash();
                case '?' -> {
                    text.append("??");
                    at++;
                }
                default -> copyTo(isNamePart(c) ? endOfName(at) : at + 1);
            }
        }
    }

    private void colon() {
        if (next(':')) {
            copyTo(at + 2);
        } else if (at + 1 < sql.length() && isNameStart(sql.charAt(at + 1)) && !afterName()) {
            int end = endOfName(at + 1);
            var name = sql.substring(at + 1, end);
            at = end;
            parameters.add(new Placeholder(name, listForm()));
            texts.add(text.toString());
            text.setLength(0);
        } else {
            copyTo(at + 1);
        }
    }

    private void backslash() {
        if (next(':')) {
            text.append(':');
            at += 2;
        } else {
            copyTo(at + 1);
        }
    }

    /** A colon right after a name or number parts an array slice, {@code a[1:n]}. */
    private boolean afterName() {
        return at > 0 && isNamePart(sql.charAt(at - 1));
    }

    private ListForm listForm() {
        if (at >= sql.length() || !sql.substring(at).stripLeading().startsWith(")")) {
            return ListForm.NONE;
        }
        var before = text.toString().stripTrailing().toUpperCase(Locale.ROOT);
        if (!before.endsWith("(")) {
            return ListForm.NONE;
        }
        var words = before.substring(0, before.length() - 1).stripTrailing();
        if (!endsWithWord(words, "IN")) {
            return ListForm.NONE;
        }
        return endsWithWord(words.substring(0, words.length() - 2).stripTrailing(), "NOT")
                ? ListForm.NOT_IN
                : ListForm.IN;
    }

    private static boolean endsWithWord(String text, String word) {
        int start = text.length() - word.length();
        return text.endsWith(word) && (start == 0 || !isNamePart(text.charAt(start - 1)));
    }

    private void copyTo(int end) {
        text.append(sql, at, end);
        at = end;
    }

    private boolean next(char expected) {
        return at + 1 < sql.length() && sql.charAt(at + 1) == expected;
    }

    /** Whether the string that starts here is an {@code E'..'} string, where a backslash escapes. */
    private boolean escapes() {
        return at > 0
                && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e')
                && (at == 1 || !isNamePart(sql.charAt(at - 2)));
    }

    private int endOfString(int start, boolean escapes) {
        for (int i = start + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && escapes) {
                i++;
            } else if (c == '\'') {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == '\'') {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return sql.length();
    }

    private int endOfQuoted(int start, char quote) {
        int end = sql.indexOf(quote, start + 1);
        return end < 0 ? sql.length() : end + 1;
    }

    private int endOfLine() {
        int end = sql.indexOf('\n', at);
        return end < 0 ? sql.length() : end + 1;
    }

    private int endOfComment() {
        int depth = 0;
        for (int i = at; i + 1 < sql.length(); i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return sql.length();
    }

    /** The end of {@code $tag$ .. $tag$}, or of the lone dollar. */
    private int endOfDollarQuote() {
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && sql.charAt(tagEnd) != '$' && isNamePart(sql.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean isTag = tagEnd < sql.length()
                && sql.charAt(tagEnd) == '$'
                && (tagEnd == at + 1 || isNameStart(sql.charAt(at + 1)));
        if (!isTag) {
            return at + 1;
        }
        var tag = sql.substring(at, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        return end < 0 ? sql.length() : end + tag.length();
    }

    private int endOfName(int start) {
        int end = start;
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNameStart(char c) {
        return c == '_' || Character.isLetter(c);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }
}
