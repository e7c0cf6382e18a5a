package dev.rapier.vertx;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field (RFC 9110 section 6.6.1), made once a second. Owned by one event loop. */
final class DateHeader {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private long second;
    private String value;
    private byte[] line;

    DateHeader() {
        second = System.currentTimeMillis() / 1000;
        value = FORMAT.format(Instant.ofEpochSecond(second));
        line = line(value);
    }

    void update() {
        long current = System.currentTimeMillis() / 1000;
        if (current != second) {
            second = current;
            value = FORMAT.format(Instant.ofEpochSecond(current));
            line = line(value);
        }
    }

    private static byte[] line(String value) {
        return ("date: " + value + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    String value() {
        return value;
    }

    byte[] line() {
        return line;
    }
}
