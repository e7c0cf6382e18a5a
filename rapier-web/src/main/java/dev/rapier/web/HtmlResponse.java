package dev.rapier.web;

import java.nio.charset.StandardCharsets;

/** An HTML page, UTF-8. */
public final class HtmlResponse extends FluentResponse<HtmlResponse> {
    private final byte[] content;

    private HtmlResponse(byte[] content) {
        this.content = content;
        mediaType("text/html");
    }

    /** The page. */
    public static HtmlResponse of(String html) {
        return new HtmlResponse(html.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    HtmlResponse self() {
        return this;
    }

    @Override
    void send(Sending sending) {
        sending.whole(status(), headers(), content);
    }
}
