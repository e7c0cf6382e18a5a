package dev.rapier.client;

import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.http.PercentEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests and responses in a file that people can read: JSON, one object for each exchange, bodies as text where they are text.
 *
 * @param exchanges in the order in which they were sent
 */
record Recording(List<Exchange> exchanges) {
    /** What stands in the place of a secret. */
    static final String REDACTED = "***";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** A field, in order of appearance. */
    record Field(String name, String value) {}

    /** One request and what came back; of the bodies one form is there, or none where the body is empty. */
    record Exchange(
            String method,
            String url,
            List<Field> requestHeaders,
            @Nullable String requestText,
            @Nullable String requestBase64,
            int status,
            String reason,
            String httpVersion,
            List<Field> headers,
            @Nullable String text,
            @Nullable String base64) {
        @Override
        public String toString() {
            return method + " " + url;
        }

        TransportResponse response() {
            var fields = HeaderList.create();
            headers.forEach(field -> fields.add(field.name(), field.value()));
            return new TransportResponse(
                    status, reason, httpVersion, fields, new ByteArrayInputStream(bytes(text, base64)));
        }
    }

    static Recording read(Path file) {
        try {
            return MAPPER.readValue(Files.readAllBytes(file), Recording.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the recording " + file + " can't be read", e);
        }
    }

    void write(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, MAPPER.writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException("the recording " + file + " can't be written", e);
        }
    }

    static Exchange exchange(
            ClientRequest request, byte[] sent, TransportResponse response, byte[] received, Redaction redaction) {
        return new Exchange(
                request.method(),
                redaction.url(request.url().toString()),
                fields(request.headers(), redaction),
                text(sent),
                base64(sent),
                response.status(),
                response.reason(),
                response.httpVersion(),
                fields(response.headers(), redaction),
                text(received),
                base64(received));
    }

    private static List<Field> fields(Headers headers, Redaction redaction) {
        var fields = new ArrayList<Field>();
        headers.forEach((name, value) -> fields.add(new Field(name, redaction.header(name, value))));
        return fields;
    }

    static @Nullable String text(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t') ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static @Nullable String base64(byte[] bytes) {
        return bytes.length == 0 || text(bytes) != null
                ? null
                : Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(@Nullable String text, @Nullable String base64) {
        return text != null
                ? text.getBytes(StandardCharsets.UTF_8)
                : base64 != null ? Base64.getDecoder().decode(base64) : new byte[0];
    }

    /** What is left out of a recording: the values of some headers and query parameters. */
    record Redaction(Set<String> headers, Set<String> query) {
        static Redaction usual() {
            Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            names.addAll(List.of(
                    "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Api-Key", "X-Auth-Token"));
            return new Redaction(names, new TreeSet<>());
        }

        String header(String name, String value) {
            return headers.contains(name) ? REDACTED : name.equalsIgnoreCase("Location") ? url(value) : value;
        }

        String url(String text) {
            int mark = text.indexOf('?');
            if (mark < 0 || query.isEmpty()) {
                return text;
            }
            Map<Integer, String> pairs = new LinkedHashMap<>();
            for (String pair : text.substring(mark + 1).split("&", -1)) {
                String name = pair.split("=", 2)[0];
                boolean secret = query.contains(PercentEncoding.decodeForm(name));
                pairs.put(pairs.size(), secret ? name + "=" + REDACTED : pair);
            }
            return text.substring(0, mark + 1) + String.join("&", pairs.values());
        }
    }
}
