package dev.rapier.web.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.web.App;
import dev.rapier.web.ContractFiles;
import dev.rapier.web.RunningApp;
import dev.rapier.web.json.JsonText;
import dev.rapier.web.memory.MemoryCall;
import dev.rapier.web.memory.MemoryEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Requests that were recorded from FastAPI, sent to the same applications in Rapier: the answers are the same. */
class GoldenTest {
    /** What of the applications has no port, and why; by the beginning of their names. */
    private static final Map<String, String> NOT_PORTED = new TreeMap<>(Map.ofEntries(
            Map.entry("authentication_error_status_code", "security"),
            Map.entry("background_tasks.tutorial002", "dependencies"),
            Map.entry("bigger_applications", "dependencies"),
            Map.entry("body_nested_models.tutorial005", "HttpUrl"),
            Map.entry("body_nested_models.tutorial006", "HttpUrl"),
            Map.entry("body_nested_models.tutorial007", "HttpUrl"),
            Map.entry("body_nested_models.tutorial008", "HttpUrl"),
            Map.entry("body_updates", "knowing which fields were set"),
            Map.entry("cors", "middleware"),
            Map.entry("custom_request_and_route", "middleware"),
            Map.entry("dependencies", "dependencies"),
            Map.entry("extending_openapi", "a document of one's own"),
            Map.entry("extra_models.tutorial003", "union types"),
            Map.entry("middleware", "middleware"),
            Map.entry("query_params_str_validations.tutorial006c", "a parameter that is required but may be null"),
            Map.entry("query_params_str_validations.tutorial015", "a validator of one's own"),
            Map.entry("request_files", "forms and files"),
            Map.entry("request_forms", "forms and files"),
            Map.entry("response_cookies", "cookies of a response"),
            Map.entry("response_model.tutorial004", "knowing which fields were set"),
            Map.entry("response_model.tutorial005", "fields left out of a result"),
            Map.entry("response_model.tutorial006", "fields left out of a result"),
            Map.entry("schema_extra_example", "examples in schemas"),
            Map.entry("security", "security"),
            Map.entry("settings", "dependencies"),
            Map.entry("sql_databases", "dependencies"),
            Map.entry("static_files", "static files"),
            Map.entry("stream_data", "the declared media type of a stream"),
            Map.entry("templates", "templates"),
            Map.entry("websockets_", "WebSockets")));

    private static final Set<String> UNCOMPARED_HEADERS = Set.of("content-length", "date", "server");

    @Test
    void answersAreThoseOfFastApi() {
        Map<String, Supplier<App>> ports = Ports.all();
        var skipped = new TreeMap<String, Integer>();
        var wrong = new LinkedHashMap<String, String>();
        int passed = 0;
        int all = 0;
        for (Map<String, Object> recorded : ContractFiles.lines("golden.jsonl")) {
            all++;
            Supplier<App> port = ports.get((String) recorded.get("app"));
            if (port == null) {
                skipped.merge(reason((String) recorded.get("app")), 1, Integer::sum);
                continue;
            }
            String difference = difference(port, recorded);
            if (difference.isEmpty()) {
                passed++;
            } else {
                wrong.put(name(recorded), difference);
            }
        }
        System.out.printf("golden: %d of %d recorded exchanges pass; not ported, by reason:%n", passed, all);
        skipped.forEach((reason, count) -> System.out.printf("  %4d %s%n", count, reason));
        wrong.forEach((name, difference) -> System.out.printf("  differs: %s%n    %s%n", name, difference));
        assertThat(wrong).isEmpty();
        assertThat(skipped).doesNotContainKey("no reason given");
    }

    @Test
    void everyReasonIsStillNeeded() {
        var apps = new TreeSet<String>();
        ContractFiles.lines("golden.jsonl").forEach(recorded -> apps.add((String) recorded.get("app")));
        apps.removeAll(Ports.all().keySet());
        assertThat(NOT_PORTED.keySet()).allSatisfy(name -> assertThat(apps).anyMatch(app -> isOf(app, name)));
    }

    private static String reason(String app) {
        return NOT_PORTED.entrySet().stream()
                .filter(entry -> isOf(app, entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("no reason given");
    }

    private static boolean isOf(String app, String name) {
        return app.equals(name) || app.startsWith(name + ".");
    }

    private static String name(Map<String, Object> recorded) {
        return recorded.get("app") + " " + recorded.get("method") + " " + recorded.get("target") + " "
                + recorded.get("body");
    }

    private static String difference(Supplier<App> port, Map<String, Object> recorded) {
        var engine = new MemoryEngine();
        RunningApp running = port.get().start(engine);
        try {
            MemoryCall call = engine.send(
                    (String) recorded.get("method"),
                    (String) recorded.get("target"),
                    headers(recorded.get("headers")),
                    ((String) recorded.get("body")).getBytes(StandardCharsets.UTF_8));
            return difference(call, recorded);
        } finally {
            running.stop();
        }
    }

    private static String difference(MemoryCall call, Map<String, Object> recorded) {
        if (call.status() != ((Long) recorded.get("status")).intValue()) {
            return "status " + call.status() + " rather than " + recorded.get("status") + ": "
                    + new String(call.body(), StandardCharsets.UTF_8);
        }
        Map<String, List<String>> headers = comparable(call.headers());
        Map<String, List<String>> expected = comparable(headers(recorded.get("response_headers")));
        if (!headers.equals(expected)) {
            return "headers " + headers + " rather than " + expected;
        }
        String body = new String(call.body(), StandardCharsets.UTF_8);
        String wanted = (String) recorded.get("response_body");
        return sameBody(headers, body, wanted) ? "" : body + "\n    rather than\n    " + wanted;
    }

    private static boolean sameBody(Map<String, List<String>> headers, String body, String wanted) {
        String type = headers.getOrDefault("content-type", List.of("")).getFirst();
        if (type.equals("application/json")) {
            return ContractFiles.same(unordered(JsonText.parse(wanted)), unordered(JsonText.parse(body)));
        }
        return type.startsWith("text/html") ? sameLines(body, wanted) : body.equals(wanted);
    }

    /** Python's sets have no order; in all these applications the only field that is one is named tags. */
    private static Object unordered(Object json) {
        return switch (json) {
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((key, value) -> copy.put(key, isSet(key, value) ? sorted(value) : unordered(value)));
                yield copy;
            }
            case List<?> list -> list.stream().map(GoldenTest::unordered).toList();
            case null, default -> json;
        };
    }

    private static boolean isSet(Object key, Object value) {
        return key.equals("tags")
                && value instanceof List<?> items
                && items.stream().allMatch(String.class::isInstance);
    }

    private static List<?> sorted(Object value) {
        return ((List<?>) value).stream().sorted().toList();
    }

    /** The pages of the documentation: equal but for where scripts, styles and pictures come from, and for blanks. */
    private static boolean sameLines(String page, String wanted) {
        return lines(page).equals(lines(wanted));
    }

    private static List<String> lines(String page) {
        return page.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.contains("href=") && !line.contains("src="))
                .toList();
    }

    private static Map<String, List<String>> comparable(Headers headers) {
        var map = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (!UNCOMPARED_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                map.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        });
        return map;
    }

    private static Headers headers(Object recorded) {
        var headers = HeaderList.create();
        for (Object pair : (List<?>) recorded) {
            List<?> field = (List<?>) pair;
            headers.add((String) field.get(0), (String) field.get(1));
        }
        return headers;
    }
}
