package dev.rapier.client;

import dev.rapier.http.PercentEncoding;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request.
 *
 * {@snippet :
 * client.post("/users", Payload.json(new User("ann")));
 * client.post("/login", Payload.form(Map.of("name", "ann")));
 * }
 */
public final class Payload {
    private static final Payload NONE = new Payload(null, new byte[0], null, 0);
    private static final String UNRESERVED_IN_FORMS = "*";

    private final @Nullable String contentType;

    /** The bytes, where they are there already. */
    private final byte @Nullable [] bytes;

    private final @Nullable BodyWriter writer;
    private final long length;

    private Payload(@Nullable String contentType, byte @Nullable [] bytes, @Nullable BodyWriter writer, long length) {
        this.contentType = contentType;
        this.bytes = bytes;
        this.writer = writer;
        this.length = length;
    }

    /** No body. */
    public static Payload none() {
        return NONE;
    }

    /** The value as compact JSON in UTF-8, written at once; {@code application/json}. */
    public static Payload json(@Nullable Object value) {
        return bytes(Json.write(value), "application/json");
    }

    /** Names and values as an HTML form sends them; {@code application/x-www-form-urlencoded}. An Iterable is sent as one field per element. */
    public static Payload form(Map<String, ?> fields) {
        var text = new StringBuilder();
        fields.forEach((name, value) -> {
            if (value instanceof Iterable<?> several) {
                several.forEach(one -> field(text, name, one));
            } else {
                field(text, name, value);
            }
        });
        return bytes(text.toString().getBytes(StandardCharsets.US_ASCII), "application/x-www-form-urlencoded");
    }

    private static void field(StringBuilder text, String name, Object value) {
        text.append(text.isEmpty() ? "" : "&").append(encode(name)).append('=').append(encode(value.toString()));
    }

    private static String encode(String text) {
        return PercentEncoding.encode(text, UNRESERVED_IN_FORMS + " ").replace(' ', '+');
    }

    /** Text in UTF-8; {@code text/plain; charset=utf-8}. */
    public static Payload text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    /** Bytes without a media type. They are not copied. */
    public static Payload bytes(byte[] bytes) {
        return new Payload(null, bytes, null, bytes.length);
    }

    /** Bytes of a media type. They are not copied. */
    public static Payload bytes(byte[] bytes, String contentType) {
        return new Payload(contentType, bytes, null, bytes.length);
    }

    /** A body of unknown length that is written while it is sent (chunked). It can't be sent twice. */
    public static Payload stream(String contentType, BodyWriter writer) {
        return new Payload(contentType, null, writer, -1);
    }

    /** A body of known length that is written while it is sent. It can't be sent twice. */
    public static Payload stream(String contentType, long length, BodyWriter writer) {
        if (length < 0) {
            throw new IllegalArgumentException("a body can't have " + length + " bytes");
        }
        return new Payload(contentType, null, writer, length);
    }

    /** Whether there is no body. */
    public boolean isEmpty() {
        return length == 0;
    }

    /** The media type that belongs to it. */
    public Optional<String> contentType() {
        return Optional.ofNullable(contentType);
    }

    /** Number of bytes; empty where that is known only at the end. */
    public OptionalLong length() {
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** Whether it can be sent a second time, after a redirect for example: not where it is written while it is sent. */
    public boolean isReplayable() {
        return writer == null;
    }

    /** Whether all of it is in memory. */
    boolean isInMemory() {
        return bytes != null;
    }

    /**
     * All of it; not copied where it is in memory. One that is written while it is sent is written now, and gone. What its writer throws
     * is thrown by this as it is.
     */
    public byte[] toBytes() {
        if (bytes != null) {
            return bytes;
        }
        var all = new ByteArrayOutputStream();
        try {
            writeTo(all);
        } catch (Exception e) {
            throw sneaky(e);
        }
        return all.toByteArray();
    }

    @SuppressWarnings("unchecked") // the cast is erased; that is the trick
    private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    /** Writes all of it. */
    public void writeTo(OutputStream out) throws Exception {
        if (writer != null) {
            writer.write(out);
        } else if (bytes != null) {
            out.write(bytes);
        }
    }
}
