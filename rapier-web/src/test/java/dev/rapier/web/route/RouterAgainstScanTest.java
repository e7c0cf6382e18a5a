package dev.rapier.web.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.http.route.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tree answers as a scan through the routes with Starlette's regular expressions would. */
class RouterAgainstScanTest {
    private static final List<String> PIECES =
            List.of("a", "b", "{x}", "{x:int}", "a{x}", "{x}-{y}", "{x}.txt", "", "7", "{x:float}");
    private static final List<String> WORDS =
            List.of("a", "b", "ab", "7", "1.5", "a-b", "a-b-c", "q.txt", ".txt", "", "-");

    private record Scanned(int number, Set<String> methods, Pattern pattern) {}

    @Test
    void theTreeAnswersAsAScanWould() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var router = new Router<Integer>();
            var scan = new ArrayList<Scanned>();
            for (int i = 0; i < 12; i++) {
                String text = template(random);
                var methods = random.nextInt(3) == 0 ? Set.of("POST") : Set.of("GET");
                router.add(methods, PathTemplate.parse(text), i);
                scan.add(new Scanned(i, methods, Pattern.compile(regex(text), Pattern.DOTALL)));
            }
            for (int i = 0; i < 60; i++) {
                String path = path(random);
                assertThat(router.find("GET", path))
                        .as("seed %s path %s routes %s", seed, path, scan)
                        .isEqualTo(scan(scan, "GET", path));
            }
        }
    }

    private static String template(Random random) {
        var text = new StringBuilder();
        int depth = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            String piece = i == depth - 1 && random.nextInt(5) == 0
                    ? "{x:path}" + (random.nextBoolean() ? "" : "/a")
                    : PIECES.get(random.nextInt(PIECES.size()));
            text.append('/').append(piece.replace("{x", "{x" + i).replace("{y", "{y" + i));
        }
        return text.toString();
    }

    private static String path(Random random) {
        var path = new StringBuilder();
        int depth = 1 + random.nextInt(4);
        for (int i = 0; i < depth; i++) {
            path.append('/').append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return path.toString();
    }

    private static String regex(String template) {
        var out = new StringBuilder();
        Matcher names = Pattern.compile("\\{[a-z0-9]+(:[a-z]+)?}").matcher(template);
        int at = 0;
        while (names.find()) {
            out.append(Pattern.quote(template.substring(at, names.start())));
            out.append(
                    switch (names.group(1)) {
                        case ":int" -> "([0-9]+)";
                        case ":float" -> "([0-9]+(?:\\.[0-9]+)?)";
                        case ":path" -> "(.*)";
                        case null, default -> "([^/]+)";
                    });
            at = names.end();
        }
        return out + Pattern.quote(template.substring(at));
    }

    private static Match<Integer> scan(List<Scanned> routes, String method, String path) {
        Match<Integer> partial = new Match.NotFound<>();
        for (Scanned route : routes) {
            Matcher matcher = route.pattern().matcher(path);
            if (matcher.matches()) {
                if (route.methods().contains(method)) {
                    var values = new ArrayList<String>();
                    for (int i = 1; i <= matcher.groupCount(); i++) {
                        values.add(matcher.group(i));
                    }
                    return new Match.Found<>(route.number(), values);
                }
                if (partial instanceof Match.NotFound<Integer>) {
                    partial = new Match.WrongMethod<>(route.number());
                }
            }
        }
        return partial;
    }
}
