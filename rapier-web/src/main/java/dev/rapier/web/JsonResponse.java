package dev.rapier.web;

import dev.rapier.web.encoding.JsonEncoder;
import org.jspecify.annotations.Nullable;

/** An answer of type {@code application/json}. For JSON with status 200 a handler just returns the value. */
public final class JsonResponse extends FluentResponse<JsonResponse> {
    private final byte[] content;

    private JsonResponse(byte[] content) {
        this.content = content;
        mediaType("application/json");
    }

    /**
     * The value as JSON.
     *
     * @throws tools.jackson.core.JacksonException if it can't be written
     */
    public static JsonResponse of(@Nullable Object value) {
        return new JsonResponse(JsonEncoder.SHARED.encode(value));
    }

    /** The value as JSON with a status: {@code JsonResponse.of(201, user)}. */
    public static JsonResponse of(int status, @Nullable Object value) {
        return of(value).status(status);
    }

    /** JSON that is written already, in UTF-8. Not copied. */
    public static JsonResponse ofEncoded(byte[] json) {
        return new JsonResponse(json);
    }

    @Override
    JsonResponse self() {
        return this;
    }

    @Override
    void send(Sending sending) {
        sending.whole(status(), headers(), content);
    }
}
