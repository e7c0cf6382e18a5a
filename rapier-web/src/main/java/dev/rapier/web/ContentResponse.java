package dev.rapier.web;

/** An answer of given bytes. */
final class ContentResponse extends FluentResponse<ContentResponse> {
    private final byte[] content;

    ContentResponse(byte[] content) {
        this.content = content;
    }

    @Override
    ContentResponse self() {
        return this;
    }

    @Override
    void send(Sending sending) {
        sending.whole(status(), headers(), content);
    }
}
