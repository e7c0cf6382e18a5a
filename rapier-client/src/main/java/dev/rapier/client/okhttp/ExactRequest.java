package dev.rapier.client.okhttp;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Stands next to the connection: sends the fields that were asked for and no others, and keeps OkHttp from acting on a status by
 * itself: it would send a request again for a 503 with {@code Retry-After: 0}.
 */
record ExactRequest(Optional<HttpProxy> proxy) implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        CallState state = OkHttpTransport.state(chain.call());
        Headers.Builder exact = new Headers.Builder();
        state.request.headers().forEach(exact::addUnsafeNonAscii);
        boolean seenByProxy = proxy.isPresent() && !chain.request().isHttps();
        if (seenByProxy) {
            proxy.get().addTo(exact);
        }
        Response response = chain.proceed(
                chain.request().newBuilder().headers(exact.build()).build());
        return switch (response.code()) {
            case 407 -> proxyAuthenticationRequired(response, seenByProxy, state);
            case 503 -> withoutRetryAfter(response, state);
            default -> response;
        };
    }

    private static Response proxyAuthenticationRequired(Response response, boolean byProxy, CallState state) {
        if (byProxy) {
            response.close();
            throw Faults.proxyWantsLogin(state);
        }
        state.unasked407 = true;
        return response.newBuilder().code(400).build();
    }

    private static Response withoutRetryAfter(Response response, CallState state) {
        String retryAfter = response.header("Retry-After");
        if (retryAfter == null) {
            return response;
        }
        state.retryAfter = retryAfter;
        return response.newBuilder().removeHeader("Retry-After").build();
    }
}
