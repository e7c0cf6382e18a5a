package dev.rapier.bench.server;

import dev.rapier.async.Async;
import dev.rapier.client.Client;
import dev.rapier.client.ClientLimits;
import dev.rapier.web.App;
import dev.rapier.web.PlainTextResponse;
import dev.rapier.web.Rapier;
import dev.rapier.web.RunningApp;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** The same answers by Rapier, in direct style. */
public final class RapierServer {
    private static final List<String> TEN_CALLS = Collections.nCopies(10, "/json");
    private static final Duration NAP = Duration.ofMillis(10);

    private RapierServer() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(Lifeline.option(arguments, "port", "0"));
        App app = Rapier.create();
        app.settings().port(port);
        app.get("/plaintext", _ -> PlainTextResponse.of("Hello, World!"));
        app.get("/json", _ -> new Message("Hello, World!"));
        app.get("/sleep", _ -> {
            Async.sleep(NAP);
            return new Message("awake");
        });
        app.get("/long-sleep", _ -> {
            Async.sleep(Duration.ofSeconds(2));
            return new Message("awake");
        });
        String upstream = Lifeline.option(arguments, "upstream", "");
        if (!upstream.isEmpty()) {
            addUpstream(app, upstream);
        }
        String database = Lifeline.option(arguments, "database", "");
        if (!database.isEmpty()) {
            new Queries(database).addTo(app);
        }
        RunningApp running = app.start();
        Lifeline.ready(running.address().getPort());
    }

    private static void addUpstream(App app, String port) {
        ClientLimits limits = ClientLimits.defaults().withMaxConnections(640).withKeepAlive(640, Duration.ofSeconds(5));
        Client client = Client.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .limits(limits)
                .build();
        app.get(
                "/upstream",
                _ -> Async.map(
                        TEN_CALLS, url -> client.get(url).json(Message.class).message()));
    }
}
