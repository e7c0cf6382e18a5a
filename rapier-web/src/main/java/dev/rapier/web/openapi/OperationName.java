package dev.rapier.web.openapi;

import dev.rapier.http.route.WireName;

/** Names of operations. */
final class OperationName {
    private OperationName() {}

    /** The last word of a handler's name in snake case; a path becomes its words: {@code /hello/{name}} is hello_name. */
    static String ofHandler(String name) {
        return name.startsWith("/") ? words(name) : WireName.snake(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String words(String path) {
        var words = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (isWord(c)) {
                words.append(gap && !words.isEmpty() ? "_" : "").append(c);
            }
            gap = !isWord(c);
        }
        return words.isEmpty() ? "root" : words.toString();
    }

    /** {@code read_item_items__item_id__get}: all that is no letter, digit or underscore becomes an underscore. */
    static String id(String name, String path, String method) {
        String text = name + path;
        var id = new StringBuilder(text.length() + method.length() + 1);
        for (int i = 0; i < text.length(); i++) {
            id.append(isWord(text.charAt(i)) ? text.charAt(i) : '_');
        }
        return id.append('_').append(method).toString();
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
