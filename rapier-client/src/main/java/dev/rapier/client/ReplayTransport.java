package dev.rapier.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Answers with what a {@link RecordingTransport} wrote into a file, without a network. A request is known by method, URL and body; each
 * recorded exchange answers once. What was not recorded fails with an {@link AssertionError} that names what was.
 *
 * {@snippet :
 * var replay = ReplayTransport.of(Path.of("src/test/resources/users.json"));
 * try (var client = Client.builder().transport(replay).build()) {
 *     client.get("https://api.github.com/users/python");
 * }
 * replay.assertAllPlayed();
 * }
 */
public final class ReplayTransport implements Transport {
    private final Path file;
    private final boolean inOrder;
    private final Recording.Redaction redaction = Recording.Redaction.usual();
    private final ReentrantLock lock = new ReentrantLock();

    /** Those that have not answered; under the lock. */
    private final List<Recording.Exchange> left;

    private ReplayTransport(Path file, boolean inOrder) {
        this.file = file;
        this.inOrder = inOrder;
        this.left = new ArrayList<>(Recording.read(file).exchanges());
    }

    /** Answers in any order; of several that fit the first is taken. */
    public static ReplayTransport of(Path file) {
        return new ReplayTransport(file, false);
    }

    /** Answers in the order of the recording only. */
    public static ReplayTransport inOrder(Path file) {
        return new ReplayTransport(file, true);
    }

    /** A query parameter whose value was left out of the file. */
    public ReplayTransport redactQuery(String name) {
        redaction.query().add(name);
        return this;
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        String url = redaction.url(request.url().toString());
        byte[] body = request.buffered().payload().toBytes();
        var asked = new Recording.Exchange(
                request.method(),
                url,
                List.of(),
                Recording.text(body),
                Recording.base64(body),
                0,
                "",
                "",
                List.of(),
                null,
                null);
        lock.lock();
        try {
            int end = inOrder ? Math.min(1, left.size()) : left.size();
            for (int i = 0; i < end; i++) {
                if (fits(left.get(i), asked)) {
                    return left.remove(i).response();
                }
            }
            throw new AssertionError(asked + " is not what was recorded in " + file + "; "
                    + (inOrder ? "next is " + next() : "left are " + all()));
        } finally {
            lock.unlock();
        }
    }

    private static boolean fits(Recording.Exchange recorded, Recording.Exchange asked) {
        return recorded.method().equals(asked.method())
                && recorded.url().equals(asked.url())
                && Objects.equals(recorded.requestText(), asked.requestText())
                && Objects.equals(recorded.requestBase64(), asked.requestBase64());
    }

    private String next() {
        return left.isEmpty() ? "nothing" : described(left.getFirst());
    }

    private String all() {
        return left.isEmpty()
                ? "none"
                : left.stream().map(ReplayTransport::described).collect(Collectors.joining(", "));
    }

    private static String described(Recording.Exchange exchange) {
        String text = exchange.requestText();
        return text == null ? exchange.toString() : exchange + " with the body " + text;
    }

    /** Fails if something that was recorded has not been asked for. */
    public void assertAllPlayed() {
        lock.lock();
        try {
            if (!left.isEmpty()) {
                throw new AssertionError("recorded in " + file + " and never asked for: " + all());
            }
        } finally {
            lock.unlock();
        }
    }
}
