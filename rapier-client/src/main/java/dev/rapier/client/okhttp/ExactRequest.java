package dev.rapier.client.okhttp;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Stands next to the connection: sends the fields that were asked for and no others, and keeps OkHttp from sending the request
 * again by itself, which it does for a 503 with {@code Retry-After: 0}.
 */
final class ExactRequest implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        CallState state = OkHttpTransport.state(chain.call());
        Headers.Builder exact = new Headers.Builder();
        state.request.headers().forEach(exact::addUnsafeNonAscii);
        Response response = chain.proceed(
                chain.request().newBuilder().headers(exact.build()).build());
        String retryAfter = response.header("Retry-After");
        if (response.code() != 503 || retryAfter == null) {
            return response;
        }
        state.retryAfter = retryAfter;
        return response.newBuilder().removeHeader("Retry-After").build();
    }
}
