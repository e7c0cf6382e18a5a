package dev.rapier.client.jdk;

import java.net.http.HttpClient;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The client of the JDK that is in use, and those before it. When it can't read the head of a response it forgets the connection
 * without closing it, and nobody else can; so it is replaced, and closes all it has when the calls that it still carries have ended.
 */
final class Clients {
    private final HttpClient.Builder builder;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile HttpClient current;

    /** Owned by the lock. */
    private final Set<HttpClient> retired = new HashSet<>();

    /** Owned by the lock. */
    private boolean closed;

    Clients(HttpClient.Builder builder) {
        this.builder = builder;
        this.current = builder.build();
    }

    HttpClient current() {
        return current;
    }

    void retire(HttpClient client) {
        lock.lock();
        try {
            retired.removeIf(HttpClient::isTerminated);
            if (client == current && !closed) {
                current = builder.build();
                retired.add(client);
                client.shutdown();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            retired.forEach(HttpClient::shutdownNow);
            current.shutdownNow();
        } finally {
            lock.unlock();
        }
    }
}
