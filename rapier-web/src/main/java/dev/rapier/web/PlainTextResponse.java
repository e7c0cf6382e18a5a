package dev.rapier.web;

import java.nio.charset.StandardCharsets;

/** Plain text, UTF-8. */
public final class PlainTextResponse extends FluentResponse<PlainTextResponse> {
    private final byte[] content;

    private PlainTextResponse(byte[] content) {
        this.content = content;
        mediaType("text/plain");
    }

    /** The text. */
    public static PlainTextResponse of(String text) {
        return new PlainTextResponse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    PlainTextResponse self() {
        return this;
    }

    @Override
    void send(Sending sending) {
        sending.whole(status(), headers(), content);
    }
}
