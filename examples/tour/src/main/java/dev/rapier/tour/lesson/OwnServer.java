package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.map;

import dev.rapier.client.Client;
import dev.rapier.tour.lesson.Run.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Sends the calls of a lesson to the server that the tour itself is, over a real socket. */
public final class OwnServer {
    private static final int SHOWN_LINES = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Client client;
    private final Supplier<String> address;

    /** The address is asked for at each call: a free port is known only when the server has started. */
    public OwnServer(Client client, Supplier<String> address) {
        this.client = client;
        this.address = address;
    }

    /** Sends all calls at once. */
    List<Answer> send(Console console, List<Call> calls) {
        return map(
                calls, call -> console.async(call.toString(), () -> send(call)).await());
    }

    private Answer send(Call call) {
        var watch = Stopwatch.start();
        var request = client.request(call.method(), address.get() + call.path()).timeout(PATIENCE);
        var response = (call.body().isEmpty() ? request : request.json(call.freshBody())).send();
        var body = response.text();
        return new Answer(
                call.method(),
                call.path(),
                response.statusCode(),
                response.header("content-type").orElse("no content type"),
                Math.round(watch.seconds() * 10_000) / 10.0,
                response.bytes().length,
                String.join("\n", body.lines().limit(SHOWN_LINES).toList()),
                Math.max(0, body.lines().count() - SHOWN_LINES));
    }
}
