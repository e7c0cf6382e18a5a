package dev.rapier.web;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.web.encoding.JsonEncoder;
import java.io.ByteArrayOutputStream;

/** A generator as a handler's result: one JSON value per line, {@code application/jsonl}, sent while it is made. */
final class JsonLines {
    private JsonLines() {}

    static StreamingResponse of(AsyncGenerator<?> items) {
        return StreamingResponse.ofBytes(items.map(JsonLines::line)).mediaType("application/jsonl");
    }

    private static byte[] line(Object item) {
        var line = new ByteArrayOutputStream();
        line.writeBytes(JsonEncoder.SHARED.encode(item));
        line.write('\n');
        return line.toByteArray();
    }
}
