package dev.rapier.client;

import dev.rapier.client.okhttp.OkHttpTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends requests through another transport and writes what comes back into a file, for {@link ReplayTransport}.
 *
 * {@snippet :
 * var recording = RecordingTransport.of(Path.of("src/test/resources/users.json"));
 * try (var client = Client.builder().transport(recording).build()) {
 *     client.get("https://api.github.com/users/python");
 * }
 * }
 *
 * <p>The file is JSON and meant to be read and to be kept with the tests. The values of {@code Authorization}, {@code
 * Proxy-Authorization}, {@code Cookie}, {@code Set-Cookie}, {@code X-Api-Key} and {@code X-Auth-Token} are replaced by {@code ***}; bodies are
 * not looked into. Responses are read to their end before they are handed on, and calls that fail are not recorded.
 */
public final class RecordingTransport implements Transport {
    private final Path file;
    private final Transport transport;
    private final Recording.Redaction redaction = Recording.Redaction.usual();
    private final ReentrantLock lock = new ReentrantLock();

    /** Under the lock. */
    private final List<Recording.Exchange> exchanges = new ArrayList<>();

    private RecordingTransport(Path file, Transport transport) {
        this.file = file;
        this.transport = transport;
    }

    /** Records what OkHttp gets with its defaults into this file, in the place of what it holds. */
    public static RecordingTransport of(Path file) {
        return of(file, new OkHttpTransport(TransportSettings.defaults()));
    }

    /** Records what another transport gets into this file, in the place of what it holds. */
    public static RecordingTransport of(Path file, Transport transport) {
        return new RecordingTransport(file, transport);
    }

    /** Leaves the value of another header out of the file. To be called before the first request. */
    public RecordingTransport redactHeader(String name) {
        redaction.headers().add(name);
        return this;
    }

    /** Leaves the value of a query parameter out of the file. To be called before the first request. */
    public RecordingTransport redactQuery(String name) {
        redaction.query().add(name);
        return this;
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        ClientRequest whole = request.buffered();
        TransportResponse response = transport.handle(whole);
        byte[] body;
        try (var in = response.body()) {
            body = in.readAllBytes();
        } catch (IOException e) {
            throw new ReadFailedException(request, "reading the body failed: " + e.getMessage(), e);
        }
        lock.lock();
        try {
            exchanges.add(Recording.exchange(request, whole.payload().toBytes(), response, body, redaction));
            new Recording(List.copyOf(exchanges)).write(file);
        } finally {
            lock.unlock();
        }
        return new TransportResponse(
                response.status(),
                response.reason(),
                response.httpVersion(),
                response.headers(),
                new ByteArrayInputStream(body));
    }

    @Override
    public void close() {
        transport.close();
    }
}
