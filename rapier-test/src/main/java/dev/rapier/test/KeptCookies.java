package dev.rapier.test;

import dev.rapier.http.Headers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cookies that an application set, as a browser that knows but this one site keeps them: by name and path. Owned by the test's thread. */
final class KeptCookies {
    private record Key(String name, String path) {}

    private final Map<Key, String> values = new LinkedHashMap<>();

    void set(String name, String value) {
        values.put(new Key(name, "/"), value);
    }

    Optional<String> get(String name) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    void clear() {
        values.clear();
    }

    /** What goes out to this path; empty text for none. */
    String header(String path) {
        return values.entrySet().stream()
                .filter(entry -> isWithin(path, entry.getKey().path()))
                .map(entry -> entry.getKey().name() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    /** RFC 6265 section 5.1.4. */
    private static boolean isWithin(String path, String cookiePath) {
        return path.equals(cookiePath)
                || (path.startsWith(cookiePath)
                        && (cookiePath.endsWith("/") || path.charAt(cookiePath.length()) == '/'));
    }

    void receive(String path, Headers headers) {
        headers.all("set-cookie").forEach(line -> receive(path, line));
    }

    private void receive(String path, String line) {
        String[] parts = line.split(";");
        String[] pair = parts[0].split("=", 2);
        String where = path.lastIndexOf('/') > 0 ? path.substring(0, path.lastIndexOf('/')) : "/";
        boolean gone = false;
        for (int i = 1; i < parts.length; i++) {
            String[] attribute = parts[i].strip().split("=", 2);
            String value = attribute.length < 2 ? "" : attribute[1].strip();
            switch (attribute[0].toLowerCase(Locale.ROOT)) {
                case "path" -> where = value.startsWith("/") ? value : where;
                case "max-age" -> gone = value.equals("0") || value.startsWith("-");
                default -> {} // a test has no other sites, and does not wait until a cookie is too old
            }
        }
        Key key = new Key(pair[0].strip(), where);
        if (gone) {
            values.remove(key);
        } else {
            values.put(key, pair.length < 2 ? "" : pair[1].strip());
        }
    }
}
