package dev.rapier.web;

import dev.rapier.http.ContentDisposition;
import dev.rapier.http.SetCookie;

/** Lets the chain of setters keep its type. */
abstract sealed class FluentResponse<S extends FluentResponse<S>> extends Response
        permits ContentResponse, HtmlResponse, JsonResponse, PlainTextResponse, RedirectResponse, StreamingResponse {
    /** This, in its own type. */
    abstract S self();

    @Override
    public S status(int status) {
        changeStatus(status);
        return self();
    }

    @Override
    public S header(String name, String value) {
        headers().set(name, value);
        return self();
    }

    @Override
    public S mediaType(String mediaType) {
        boolean bareText = mediaType.startsWith("text/") && !mediaType.contains("charset=");
        return header("content-type", bareText ? mediaType + "; charset=utf-8" : mediaType);
    }

    @Override
    public S cookie(SetCookie cookie) {
        headers().add("set-cookie", cookie.headerValue());
        return self();
    }

    @Override
    public S attachment(String filename) {
        return header("content-disposition", ContentDisposition.attachment(filename));
    }
}
