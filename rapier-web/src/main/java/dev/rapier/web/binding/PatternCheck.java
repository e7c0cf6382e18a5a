package dev.rapier.web.binding;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A string matches a regular expression as a whole, as Jakarta's {@code @Pattern} says. Compiled once, at start-up.
 *
 * @param written the expression as it stands in the annotation
 */
record PatternCheck(Pattern pattern, String written) implements Check {
    @Override
    public boolean holds(Object value, @Nullable Object input, Problems problems) {
        if (pattern.matcher((String) value).matches()) {
            return true;
        }
        problems.add(
                "string_pattern_mismatch",
                "String should match pattern '" + written + "'",
                input,
                Map.of("pattern", written));
        return false;
    }

    /** JSON schema searches, so the expression is anchored where it is not yet. */
    @Override
    public void describe(Map<String, @Nullable Object> schema) {
        boolean anchored = written.startsWith("^") && written.endsWith("$");
        schema.put("pattern", anchored ? written : "^(?:" + written + ")$");
    }

    @Override
    public int order() {
        return 2;
    }
}
