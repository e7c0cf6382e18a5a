package dev.rapier.web.docs;

/** Texts made harmless for the place where they stand in a page. */
final class Html {
    private Html() {}

    /** In text or in an attribute in double quotes. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** JSON in a script: no tag and no entity can begin in it. */
    static String script(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    /** Inside single quotes of a script. */
    static String quoted(String text) {
        return script(text.replace("\\", "\\\\").replace("'", "\\'"));
    }
}
