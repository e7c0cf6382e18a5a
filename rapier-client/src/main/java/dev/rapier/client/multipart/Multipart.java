package dev.rapier.client.multipart;

import dev.rapier.client.Payload;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/** Writes parts one behind the other, each after a line with the boundary (RFC 2046 section 5.1). */
public final class Multipart {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String boundary;
    private final List<FormPart> parts;

    private Multipart(String boundary, List<FormPart> parts) {
        this.boundary = boundary;
        this.parts = parts;
    }

    /** A boundary that occurs in no part: 32 random hex digits. */
    public static String boundary() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * A body of these parts. It has a length where all of them have one, and can be sent again where all of them can.
     *
     * @param boundary 1 to 70 characters, none of which needs quoting in a header
     */
    public static Payload of(String boundary, List<FormPart> parts) {
        if (!boundary.matches("[0-9A-Za-z'+_.-]{1,70}")) {
            throw new IllegalArgumentException("a boundary has 1 to 70 letters, digits or '+_.-");
        }
        var multipart = new Multipart(boundary, List.copyOf(parts));
        String type = "multipart/form-data; boundary=" + boundary;
        OptionalLong length = multipart.length();
        Payload payload = length.isPresent()
                ? Payload.stream(type, length.getAsLong(), multipart::write)
                : Payload.stream(type, multipart::write);
        return multipart.parts.stream().allMatch(part -> part.content().isRepeatable())
                ? payload.repeatable()
                : payload;
    }

    private byte[] separator() {
        return ("--" + boundary + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] end() {
        return ("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private OptionalLong length() {
        long sum = end().length;
        for (FormPart part : parts) {
            OptionalLong length = part.content().length();
            if (length.isEmpty()) {
                return length;
            }
            sum += separator().length + part.head().length + length.getAsLong() + 2;
        }
        return OptionalLong.of(sum);
    }

    private void write(OutputStream out) throws Exception {
        for (FormPart part : parts) {
            out.write(separator());
            out.write(part.head());
            part.content().writeTo(out);
            out.write('\r');
            out.write('\n');
        }
        out.write(end());
    }
}
