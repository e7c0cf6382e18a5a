package dev.rapier.web;

import dev.rapier.http.PercentEncoding;

/** Sends the client elsewhere, with status 307 unless another one is set: method and body stay the same. */
public final class RedirectResponse extends FluentResponse<RedirectResponse> {
    private static final byte[] EMPTY = {};

    private RedirectResponse(String url) {
        status(307);
        header("location", PercentEncoding.encode(url, ":/%#?=@[]!$&'()*+,;"));
    }

    /** To a URL, absolute or relative; what may not stand in one is percent-encoded. */
    public static RedirectResponse to(String url) {
        return new RedirectResponse(url);
    }

    @Override
    RedirectResponse self() {
        return this;
    }

    @Override
    void send(Sending sending) {
        sending.whole(status(), headers(), EMPTY);
    }
}
