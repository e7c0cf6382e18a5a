package dev.rapier.http.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the text of a path template. */
final class TemplateReader {
    private final String text;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private boolean hasPath;

    TemplateReader(String text) {
        this.text = text;
    }

    List<Part> read() {
        if (!text.startsWith("/")) {
            throw wrong("does not begin with a slash");
        }
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) == '}') {
                throw wrong("closes a brace at index " + at + " that is not open");
            }
            at = text.charAt(at) == '{' ? readName(at) : readText(at);
        }
        return parts;
    }

    private int readText(int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '{' && text.charAt(at) != '}') {
            at++;
        }
        parts.add(new Part.Text(text.substring(start, at)));
        return at;
    }

    private int readName(int start) {
        int end = text.indexOf('}', start);
        if (end < 0) {
            throw wrong("does not close the brace at index " + start);
        }
        String inner = text.substring(start + 1, end);
        int colon = inner.indexOf(':');
        String name = colon < 0 ? inner : inner.substring(0, colon);
        if (!isName(name)) {
            throw wrong("has the name '" + name + "'; a name is made of letters, digits and underscores");
        }
        if (!names.add(name)) {
            throw wrong("has the name {" + name + "} twice");
        }
        if (parts.getLast() instanceof Part.Name(String before, Convertor _)) {
            throw wrong("needs some text between {" + before + "} and {" + name + "}");
        }
        parts.add(new Part.Name(name, colon < 0 ? Convertor.STR : convertor(inner.substring(colon + 1))));
        return end + 1;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (c != '_' && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(digit && i > 0)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private Convertor convertor(String word) {
        if (!Convertor.words().contains(word)) {
            throw wrong("has the convertor '" + word + "'; there are " + String.join(", ", Convertor.words()));
        }
        Convertor convertor = Convertor.valueOf(word.toUpperCase(Locale.ROOT));
        if (convertor == Convertor.PATH && hasPath) {
            throw wrong("has two names of kind path; one is possible");
        }
        if (convertor == Convertor.PATH
                && !(parts.getLast() instanceof Part.Text(String before) && before.contains("/"))) {
            throw wrong("has a name before the one of kind path in the same segment");
        }
        hasPath |= convertor == Convertor.PATH;
        return convertor;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("The path template '" + text + "' " + what);
    }
}
