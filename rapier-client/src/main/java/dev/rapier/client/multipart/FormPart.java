package dev.rapier.client.multipart;

import dev.rapier.http.HeaderList;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A part of a form that is sent as {@code multipart/form-data} (RFC 7578): a field, or a file.
 *
 * {@snippet :
 * client.request("POST", "/reports")
 *         .form(Map.of("title", "November"))
 *         .part(FormPart.file("report", Path.of("november.csv")))
 *         .part(FormPart.file("photo", "blade.png", bytes).withContentType("image/png"))
 *         .send();
 * }
 */
public final class FormPart {
    private final String name;
    private final Optional<String> fileName;
    private final HeaderList headers;
    private final Content content;

    private FormPart(String name, Optional<String> fileName, HeaderList headers, Content content) {
        this.name = name;
        this.fileName = fileName;
        this.headers = headers;
        this.content = content;
    }

    private static FormPart file(String name, String fileName, Content content) {
        return new FormPart(
                name, Optional.of(fileName), HeaderList.of("Content-Type", MediaTypes.of(fileName)), content);
    }

    /** A field with text in UTF-8. */
    public static FormPart text(String name, String value) {
        return new FormPart(
                name, Optional.empty(), HeaderList.create(), new Content.Bytes(value.getBytes(StandardCharsets.UTF_8)));
    }

    /** A file under its own name. It is opened when it is sent, and again when it is sent again. */
    public static FormPart file(String name, Path file) {
        Path last = file.getFileName();
        return file(name, last == null ? "file" : last.toString(), new Content.OfFile(file));
    }

    /** Bytes as a file. They are not copied. */
    public static FormPart file(String name, String fileName, byte[] bytes) {
        return file(name, fileName, new Content.Bytes(bytes));
    }

    /** A stream of unknown length as a file, closed when it has been sent. It can't be sent twice, and the request is chunked. */
    public static FormPart file(String name, String fileName, InputStream stream) {
        return file(name, fileName, new Content.Stream(stream, -1));
    }

    /** A stream of this number of bytes as a file, closed when it has been sent. It can't be sent twice. */
    public static FormPart file(String name, String fileName, InputStream stream, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("a file can't have " + length + " bytes");
        }
        return file(name, fileName, new Content.Stream(stream, length));
    }

    /**
     * A part of what there is: a {@link Path}, bytes and an {@link InputStream} are files; text, numbers, truth values and constants
     * are fields.
     *
     * @throws IllegalArgumentException with anything else; with a {@link Reader}, too: its bytes are gone, send the stream below it
     */
    public static FormPart of(String name, Object content) {
        return switch (content) {
            case Path file -> file(name, file);
            case byte[] bytes -> file(name, "upload", bytes);
            case InputStream stream -> file(name, "upload", stream);
            case Reader text ->
                throw new IllegalArgumentException(
                        "part '" + name + "' is a " + text.getClass().getSimpleName()
                                + ", whose bytes are decoded already; give the InputStream or the Path");
            case CharSequence text -> text(name, text.toString());
            case Number number -> text(name, number.toString());
            case Boolean truth -> text(name, truth.toString());
            case Enum<?> constant -> text(name, constant.toString());
            default ->
                throw new IllegalArgumentException("part '" + name + "' is a "
                        + content.getClass().getName() + "; say FormPart.text or FormPart.file");
        };
    }

    /** This one under another file name. */
    public FormPart withFileName(String other) {
        return new FormPart(name, Optional.of(other), headers, content);
    }

    /** This one with another media type than the one that the file name tells. */
    public FormPart withContentType(String type) {
        return new FormPart(name, fileName, HeaderList.copyOf(headers).set("Content-Type", type), content);
    }

    /** This one with a header of its own. */
    public FormPart withHeader(String field, String value) {
        return new FormPart(name, fileName, HeaderList.copyOf(headers).set(field, value), content);
    }

    Content content() {
        return content;
    }

    /** What stands before the content. */
    byte[] head() {
        var head = new StringBuilder("Content-Disposition: form-data; name=\"")
                .append(escaped(name))
                .append('"');
        fileName.ifPresent(
                file -> head.append("; filename=\"").append(escaped(file)).append('"'));
        head.append("\r\n");
        headers.forEach(
                (field, value) -> head.append(field).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As browsers write names (HTML Living Standard, multipart/form-data): UTF-8, and what would end them as %XX. */
    private static String escaped(String text) {
        return text.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    /** The name; not the content. */
    @Override
    public String toString() {
        return "FormPart[" + name + fileName.map(file -> ", " + file).orElse("") + "]";
    }
}
