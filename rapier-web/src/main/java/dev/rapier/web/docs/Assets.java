package dev.rapier.web.docs;

import dev.rapier.web.Handler;
import dev.rapier.web.HttpException;
import dev.rapier.web.Request;
import dev.rapier.web.Response;
import java.util.Map;
import java.util.Optional;

/**
 * Files of a {@link WebJar}. Their path holds the version, so browsers may keep them for ever.
 *
 * @param folder in which they lie; empty or with a slash at its end
 * @param mediaTypes of the files that are served, by name
 */
record Assets(WebJar jar, String folder, Map<String, String> mediaTypes) implements Handler {
    /** The path template below a page: {@code /docs/assets/{library}/{file}}. */
    static String template(String page) {
        return page + "/assets/{library}/{file:path}";
    }

    /** The path of a file. */
    String url(String page, String library, String file) {
        return page + "/assets/" + library + "@" + jar.version().orElse("missing") + "/" + folder + file;
    }

    @Override
    public Response call(Request request) {
        String file = request.pathParam("file");
        String name = file.startsWith(folder) ? file.substring(folder.length()) : "";
        String mediaType = mediaTypes.get(name);
        Optional<byte[]> content = mediaType == null ? Optional.empty() : content(name);
        if (mediaType == null || content.isEmpty()) {
            throw new HttpException(404);
        }
        return Response.of(content.get(), mediaType).header("cache-control", "public, max-age=31536000, immutable");
    }

    private Optional<byte[]> content(String name) {
        return jar.file(folder + name).map(bytes -> name.endsWith(".js") ? Redoc.withoutForeignHost(bytes) : bytes);
    }
}
