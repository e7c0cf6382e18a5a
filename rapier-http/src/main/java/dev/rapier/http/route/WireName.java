package dev.rapier.http.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Java name is called in a request. */
public final class WireName {
    private WireName() {}

    /** {@code readItem}: {@code read_item}. */
    public static String snake(String name) {
        var snake = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                boolean afterLower = i > 0 && name.charAt(i - 1) != '_' && !Character.isUpperCase(name.charAt(i - 1));
                boolean beforeLower = i > 0
                        && i + 1 < name.length()
                        && Character.isUpperCase(name.charAt(i - 1))
                        && Character.isLowerCase(name.charAt(i + 1));
                if (afterLower || beforeLower) {
                    snake.append('_');
                }
                snake.append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }

    /** {@code userAgent}: {@code user-agent}. */
    public static String header(String name) {
        return snake(name).replace('_', '-');
    }

    /** The name of a path template that a Java name stands for, as it is or in snake case; null for none. */
    public static @Nullable String inTemplate(String name, List<String> templateNames) {
        String snake = snake(name);
        return templateNames.contains(name) ? name : templateNames.contains(snake) ? snake : null;
    }
}
