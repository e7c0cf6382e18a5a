package dev.rapier.web.binding;

/** Names for people, as Python's {@code str.title} makes them; a capital inside a Java name begins a word, too. */
public final class Titles {
    private Titles() {}

    /** {@code item_id} and {@code itemId}: {@code Item Id}; {@code x-token}: {@code X-Token}. */
    public static String of(String name) {
        var title = new StringBuilder(name.length() + 4);
        boolean inWord = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1))) {
                title.append(' ');
                inWord = false;
            }
            if (Character.isLetter(c)) {
                title.append(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
                inWord = true;
            } else {
                title.append(c == '_' ? ' ' : c);
                inWord = false;
            }
        }
        return title.toString().strip();
    }

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
}
