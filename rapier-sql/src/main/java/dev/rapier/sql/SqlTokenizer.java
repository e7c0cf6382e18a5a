package dev.rapier.sql;

import dev.rapier.sql.ParsedSql.ListForm;
import dev.rapier.sql.ParsedSql.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the named parameters of a statement as the database's own lexer would see it.
 *
 * <p>Strings, quoted identifiers, comments and dollar quotes are left alone, so are casts ({@code ::}) and array slices
 * ({@code a[1:2]}); {@code \:} is a colon. A literal {@code ?}, an operator of PostgreSQL, becomes {@code ??}, as JDBC
 * wants it; elsewhere it is an error.
 */
final class SqlTokenizer {
    private final String sql;
    private final SqlSyntax syntax;
    private final StringBuilder text = new StringBuilder();
    private final List<String> texts = new ArrayList<>();
    private final List<Placeholder> parameters = new ArrayList<>();
    private String firstWord = "";
    private StatementKind kind = StatementKind.READ;
    private int at;

    private SqlTokenizer(String sql, SqlSyntax syntax) {
        this.sql = sql;
        this.syntax = syntax;
    }

    static ParsedSql parse(String sql, SqlSyntax syntax) {
        var tokenizer = new SqlTokenizer(sql, syntax);
        tokenizer.run();
        tokenizer.texts.add(tokenizer.text.toString());
        return ParsedSql.of(sql, tokenizer.texts, tokenizer.parameters, tokenizer.kind, syntax.arrays());
    }

    private void run() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            switch (c) {
                case '\'' -> copyTo(endOfString(at, escapes()));
                case '"' -> copyTo(syntax.backslashes() ? endOfString(at, true) : endOfQuoted(at, c));
                case '`' -> copyTo(endOfQuoted(at, c));
                case '[' -> copyTo(syntax.brackets() ? endOfQuoted(at, ']') : at + 1);
                case '-' -> copyTo(isLineComment() ? endOfLine() : at + 1);
                case '#' -> copyTo(syntax.hashComments() ? endOfLine() : at + 1);
                case '/' -> copyTo(next('*') ? endOfComment() : at + 1);
                case '$' -> copyTo(syntax.dollarQuotes() ? endOfDollarQuote() : at + 1);
                case ':' -> colon();
                case '\\' -> backslash();
                case '?' -> questionMark();
                default -> {
                    if (isNamePart(c)) {
                        word();
                    } else {
                        copyTo(at + 1);
                    }
                }
            }
        }
    }

    private void questionMark() {
        if (!syntax.questionOperators()) {
            throw new BadParameters("A parameter is :name, not a question mark: " + sql);
        }
        text.append("??");
        at++;
    }

    private void word() {
        int end = endOfName(at);
        var word = sql.substring(at, end);
        if (firstWord.isEmpty()) {
            firstWord = word.toUpperCase(Locale.ROOT);
            kind = StatementKind.of(firstWord);
        } else {
            kind = StatementKind.with(firstWord, kind, word);
        }
        copyTo(end);
    }

    private boolean isLineComment() {
        return next('-')
                && (!syntax.hashComments() || at + 2 == sql.length() || Character.isWhitespace(sql.charAt(at + 2)));
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

    /** Whether a backslash escapes in the string that starts here, as in {@code E'..'}. */
    private boolean escapes() {
        if (syntax.backslashes()) {
            return true;
        }
        return syntax.questionOperators() // PostgreSQL
                && at > 0
                && (sql.charAt(at - 1) == 'E' || sql.charAt(at - 1) == 'e')
                && (at == 1 || !isNamePart(sql.charAt(at - 2)));
    }

    private int endOfString(int start, boolean escapes) {
        char quote = sql.charAt(start);
        for (int i = start + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\' && escapes) {
                i++;
            } else if (c == quote) {
                if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
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
                depth = syntax.nestedComments() ? depth + 1 : 1;
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
