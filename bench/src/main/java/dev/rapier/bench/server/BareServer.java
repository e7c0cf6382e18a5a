package dev.rapier.bench.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Vert.x and nothing else: every handler runs on the event loop and waits by callbacks. Also the upstream of both servers. */
public final class BareServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int UPSTREAM_CALLS = 10;

    private final Vertx vertx;
    private final HttpClient client;
    private final String upstream;

    private BareServer(Vertx vertx, String upstream) {
        this.vertx = vertx;
        this.upstream = upstream;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(640));
    }

    public static void main(String[] arguments) {
        int port = Integer.parseInt(Lifeline.option(arguments, "port", "0"));
        int loops = Integer.parseInt(Lifeline.option(arguments, "loops", "1"));
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
        var bare = new BareServer(vertx, Lifeline.option(arguments, "upstream", ""));
        HttpServer server = vertx.createHttpServer().requestHandler(bare::handle);
        server.listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Lifeline.ready(server.actualPort());
    }

    private void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/plaintext" ->
                request.response()
                        .putHeader("content-type", "text/plain; charset=utf-8")
                        .end("Hello, World!");
            case "/json" -> json(request, new Message("Hello, World!"));
            case "/sleep" -> vertx.setTimer(10, _ -> json(request, new Message("awake")));
            case "/wait" -> vertx.setTimer(5_000, _ -> json(request, new Message("at last")));
            case "/upstream" -> upstream(request);
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static void json(HttpServerRequest request, Object value) {
        request.response()
                .putHeader("content-type", "application/json")
                .end(Buffer.buffer(JSON.writeValueAsBytes(value)));
    }

    private void upstream(HttpServerRequest request) {
        List<Future<Buffer>> calls = new ArrayList<>(UPSTREAM_CALLS);
        for (int i = 0; i < UPSTREAM_CALLS; i++) {
            calls.add(client.request(HttpMethod.GET, Integer.parseInt(upstream), "127.0.0.1", "/json")
                    .compose(call -> call.send())
                    .compose(answer -> answer.body()));
        }
        Future.all(calls)
                .onSuccess(_ -> json(
                        request,
                        calls.stream()
                                .map(call -> JSON.readValue(call.result().getBytes(), Message.class)
                                        .message())
                                .toList()))
                .onFailure(_ -> request.response().setStatusCode(500).end());
    }
}
