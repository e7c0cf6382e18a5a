package dev.rapier.client;

import dev.rapier.client.multipart.FormPart;
import dev.rapier.client.multipart.Multipart;
import dev.rapier.http.PercentEncoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request.
 *
 * {@snippet :
 * client.post("/users", Payload.json(Map.of("name", "ann")));
 * client.post("/login", Payload.form(Map.of("name", "ann")));
 * }
 */
public final class Payload {
    private static final Payload NONE = new Payload(null, new byte[0], null, 0, true);
    private static final String UNRESERVED_IN_FORMS = "*";

    private final @Nullable String contentType;

    /** The bytes, where they are there already. */
    private final byte @Nullable [] bytes;

    private final @Nullable BodyWriter writer;
    private final long length;
    private final boolean replayable;

    /** Whether a body that can't be sent again has been written. Set by whoever sends it. */
    private volatile boolean gone;

    private Payload(
            @Nullable String contentType,
            byte @Nullable [] bytes,
            @Nullable BodyWriter writer,
            long length,
            boolean replayable) {
        this.contentType = contentType;
        this.bytes = bytes;
        this.writer = writer;
        this.length = length;
        this.replayable = replayable;
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
        text.append(text.isEmpty() ? "" : "&").append(encode(name)).append('=').append(encode(fieldText(name, value)));
    }

    /**
     * What {@code toString} says.
     *
     * @throws IllegalArgumentException if that would be of no use: bytes, streams, readers, maps, arrays
     */
    static String fieldText(String name, Object value) {
        boolean file = value instanceof InputStream || value instanceof Reader || value instanceof Path;
        if (file || value instanceof Map || value.getClass().isArray()) {
            throw new IllegalArgumentException(
                    "field '" + name + "' of a form is a " + value.getClass().getSimpleName()
                            + "; a field is a text, a number or the like, a file is a FormPart");
        }
        return value.toString();
    }

    private static String encode(String text) {
        return PercentEncoding.encode(text, UNRESERVED_IN_FORMS + " ").replace(' ', '+');
    }

    /** Fields and files; {@code multipart/form-data} with a boundary by chance. It can be sent again if all parts can. */
    public static Payload multipart(FormPart... parts) {
        return Multipart.of(Multipart.boundary(), List.of(parts));
    }

    /**
     * A file of a media type, with its length as it is now; it is opened each time it is sent.
     *
     * @throws java.io.UncheckedIOException if it is not there
     */
    public static Payload file(Path file, String contentType) {
        try {
            return stream(contentType, Files.size(file), out -> Files.copy(file, out))
                    .repeatable();
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " can't be sent", e);
        }
    }

    /** Text in UTF-8; {@code text/plain; charset=utf-8}. */
    public static Payload text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    /** Bytes without a media type. They are not copied. */
    public static Payload bytes(byte[] bytes) {
        return new Payload(null, bytes, null, bytes.length, true);
    }

    /** Bytes of a media type. They are not copied. */
    public static Payload bytes(byte[] bytes, String contentType) {
        return new Payload(contentType, bytes, null, bytes.length, true);
    }

    /** A body of unknown length that is written while it is sent (chunked). It can't be sent twice. */
    public static Payload stream(String contentType, BodyWriter writer) {
        return new Payload(contentType, null, writer, -1, false);
    }

    /** A body of known length that is written while it is sent. It can't be sent twice. */
    public static Payload stream(String contentType, long length, BodyWriter writer) {
        if (length < 0) {
            throw new IllegalArgumentException("a body can't have " + length + " bytes");
        }
        return new Payload(contentType, null, writer, length, false);
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

    /** Whether it can be sent a second time, after a redirect for example: one that is written while it is sent only if that is {@link #repeatable}. */
    public boolean isReplayable() {
        return replayable;
    }

    /** Whether it has been written and can't be once more. */
    boolean isGone() {
        return gone;
    }

    /** This one with a writer that may be called again and then writes the same: it can be sent again. */
    public Payload repeatable() {
        return new Payload(contentType, bytes, writer, length, true);
    }

    /** Whether all of it is in memory. */
    boolean isInMemory() {
        return bytes != null;
    }

    /**
     * All of it; not copied where it is in memory. One that is written while it is sent is written now, and gone unless it is repeatable. What its writer throws
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
        gone = !replayable;
        if (writer != null) {
            writer.write(out);
        } else if (bytes != null) {
            out.write(bytes);
        }
    }
}
