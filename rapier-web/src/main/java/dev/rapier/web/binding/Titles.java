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
}
