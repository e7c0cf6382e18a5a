package dev.rapier.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp as it is. */
public final class ByOkHttp implements Caller {
    private final OkHttpClient client;

    public ByOkHttp(int connections) {
        client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(connections, 5, TimeUnit.SECONDS))
                .readTimeout(60, TimeUnit.SECONDS)
                .connectTimeout(60, TimeUnit.SECONDS)
                .build();
    }

    @Override
    public byte[] get(String url) {
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            return response.body().bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void ten(Runnable call) {
        OnThreads.ten(call);
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
