package dev.rapier.orm;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Interceptor;

/**
 * Watches a session for the same query again and again, which is what a lazy attribute in a loop becomes: N+1. When the session ends
 * there is a warning for each such query. For development: it costs a look at the stack per query that is repeated.
 *
 * <p>Hibernate knows it as the interceptor of the session. Owned by who is inside the session's guard.
 */
final class RepeatedLoads implements Interceptor {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger("rapier.orm");
    private static final List<String> NOT_OF_THE_PROGRAM =
            List.of("org.hibernate.", "dev.rapier.orm.", "dev.rapier.async.", "net.bytebuddy.", "java.", "jdk.");

    private final int limit;
    private final transient Map<String, Repeated> queries = new LinkedHashMap<>();

    /** What is being loaded because somebody touched it, as long as it is. */
    private String attribute = "";

    RepeatedLoads(int limit) {
        this.limit = limit;
    }

    /** A query, how often it ran, what it loaded, and where it became too much. */
    private static final class Repeated {
        private int count;
        private String attribute = "";
        private String place = "";
    }

    /** An attribute, as in {@code User.posts}, is about to be loaded; an empty name: no longer. */
    void loading(String attribute) {
        this.attribute = attribute;
    }

    /** Counts a statement that is about to run, and gives it back as it is. */
    String inspect(String sql) {
        if (sql.startsWith("select") && !sql.startsWith("select next")) {
            var repeated = queries.computeIfAbsent(sql, _ -> new Repeated());
            repeated.count++;
            if (repeated.count == limit) {
                repeated.attribute = attribute;
                repeated.place = place();
            }
        }
        return sql;
    }

    /** The line of the program that led here. */
    private static String place() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(RepeatedLoads::isOfTheProgram)
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse("an unknown place"));
    }

    private static boolean isOfTheProgram(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        return NOT_OF_THE_PROGRAM.stream().noneMatch(type::startsWith)
                || type.endsWith("Test") // those of this package
                || type.contains("Test$");
    }

    /** Says what was repeated, once. */
    void report() {
        queries.forEach((sql, repeated) -> {
            if (repeated.count >= limit) {
                LOG.log(Level.WARNING, message(sql, repeated));
            }
        });
        queries.clear();
    }

    private static String message(String sql, Repeated repeated) {
        String what = repeated.attribute.isEmpty()
                ? "Ask for all of them by one query"
                : "It loads " + repeated.attribute
                        + " one by one; load them together: select(..).options(selectInLoad(..))";
        return "The same query ran " + repeated.count + " times in one session (N+1), at " + repeated.place + ". "
                + what + ". It is: " + sql;
    }
}
