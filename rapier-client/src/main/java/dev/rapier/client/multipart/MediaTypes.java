package dev.rapier.client.multipart;

import java.net.URLConnection;
import java.util.Locale;
import java.util.Map;

/** The media type that a file name tells: the list of the JDK, and what it lacks. */
final class MediaTypes {
    private static final Map<String, String> MORE = Map.ofEntries(
            Map.entry("avif", "image/avif"),
            Map.entry("csv", "text/csv"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("js", "text/javascript"),
            Map.entry("json", "application/json"),
            Map.entry("md", "text/markdown"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("webp", "image/webp"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("yaml", "application/yaml"));

    private MediaTypes() {}

    static String of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String more = MORE.get(ending);
        if (more != null) {
            return more;
        }
        // a name with a # would be taken for a URL with a fragment
        String known = URLConnection.getFileNameMap().getContentTypeFor("file." + ending);
        return known == null ? "application/octet-stream" : known;
    }
}
