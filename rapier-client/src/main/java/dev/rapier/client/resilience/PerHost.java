package dev.rapier.client.resilience;

import dev.rapier.client.ClientRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One thing for each scheme, host and port; made when first asked for. Of more than a thousand the one that was not asked for the longest
 * is forgotten, since a program may call hosts that its users name.
 */
final class PerHost<T> {
    private static final int MOST = 1000;

    private final Function<String, T> maker;
    private final ReentrantLock lock = new ReentrantLock();

    /** Under the lock. */
    private final Map<String, T> known = new LinkedHashMap<>(16, 0.75f, true);

    PerHost(Function<String, T> maker) {
        this.maker = maker;
    }

    T of(ClientRequest request) {
        String host = name(request);
        lock.lock();
        try {
            T found = known.computeIfAbsent(host, maker);
            if (known.size() > MOST) {
                known.remove(known.keySet().iterator().next());
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** {@code https://users.internal:8443}. */
    static String name(ClientRequest request) {
        URI url = request.url();
        String authority = url.getRawAuthority();
        return url.getScheme() + "://" + (authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1));
    }
}
