package dev.rapier.client.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of a {@code .netrc} file: users and passwords by machine, in the format of ftp(1). */
final class Netrc {
    /**
     * One machine, or all.
     *
     * @param machine null for {@code default}
     */
    record Entry(
            @Nullable String machine,
            String login,
            @Nullable String password) {}

    private final String text;
    private final List<Entry> entries = new ArrayList<>();
    private int at;

    private Netrc(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if a word is not one of the format; the message names its line */
    static List<Entry> parse(String text) {
        var netrc = new Netrc(text.replace("\r\n", "\n"));
        netrc.read();
        return netrc.entries;
    }

    /** The first entry of the machine, or the default one. */
    static Optional<Entry> find(List<Entry> entries, String host) {
        return entries.stream()
                .filter(entry -> host.equalsIgnoreCase(entry.machine()))
                .findFirst()
                .or(() -> entries.stream()
                        .filter(entry -> entry.machine() == null)
                        .findFirst());
    }

    private void read() {
        String word = word();
        while (word != null) {
            word = switch (word) {
                case "machine" -> entry(value("machine"));
                case "default" -> entry(null);
                case "macdef" -> macro();
                default -> throw unexpected(word);
            };
        }
    }

    /** Returns the word behind the entry. */
    private @Nullable String entry(@Nullable String machine) {
        String login = "";
        String password = null;
        while (true) {
            String word = word();
            switch (word == null ? "" : word) {
                case "login", "user" -> login = value("login");
                case "account" -> value("account");
                case "password" -> password = value("password");
                case "", "machine", "default", "macdef" -> {
                    entries.add(new Entry(machine, login, password));
                    return word;
                }
                default -> throw unexpected(String.valueOf(word));
            }
        }
    }

    /** A macro of ftp goes to the next empty line. */
    private @Nullable String macro() {
        int end = text.indexOf("\n\n", at);
        at = end < 0 ? text.length() : end;
        return word();
    }

    private IllegalArgumentException unexpected(String word) {
        boolean shown = word.matches("[a-z]{1,12}");
        return new IllegalArgumentException("line " + line() + " has " + (shown ? "'" + word + "'" : "something")
                + " in the place of machine, default, login, password, account or macdef");
    }

    private long line() {
        return text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    /** It may begin with {@code #}: no comment can stand here. */
    private String value(String of) {
        skipSpace();
        String value = at == text.length() ? null : read(text.charAt(at) == '"');
        if (value == null) {
            throw new IllegalArgumentException("it ends after '" + of + "'");
        }
        return value;
    }

    private @Nullable String word() {
        skipBlanks();
        if (at == text.length()) {
            return null;
        }
        return read(text.charAt(at) == '"');
    }

    private String read(boolean quoted) {
        var word = new StringBuilder();
        for (at += quoted ? 1 : 0; at < text.length() && !ends(quoted); at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            word.append(text.charAt(at));
        }
        at += quoted && at < text.length() ? 1 : 0;
        return word.toString();
    }

    private boolean ends(boolean quoted) {
        return quoted ? text.charAt(at) == '"' : Character.isWhitespace(text.charAt(at));
    }

    /** And comments, which begin with {@code #} in the place of a word. */
    private void skipBlanks() {
        skipSpace();
        while (at < text.length() && text.charAt(at) == '#') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
            skipSpace();
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
