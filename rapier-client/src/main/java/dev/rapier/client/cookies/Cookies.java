package dev.rapier.client.cookies;

import dev.rapier.async.Async;
import dev.rapier.client.CookieConflictException;
import dev.rapier.http.Headers;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A jar of cookies: keeps what servers set and tells what is sent to a URL, by the rules of RFC 6265. Any number of threads may use
 * it. At most 100 cookies of one domain and 3,000 in all are kept; the oldest make place.
 *
 * {@snippet :
 * try (var client = Client.of("https://shop.example")) {
 *     client.post("/login", Payload.form(Map.of("user", "ann")));    // sets a cookie
 *     client.get("/cart");                                          // sends it
 *     String session = client.cookies().get("session").orElseThrow();
 * }
 * }
 */
public final class Cookies {
    private static final int PER_DOMAIN = 100;
    private static final int IN_ALL = 3000;

    private final ReentrantLock lock = new ReentrantLock();

    /** In the order in which they came first. Guarded by the lock. */
    private final Map<Key, StoredCookie> jar = new LinkedHashMap<>();

    /** Whether there is any: most calls have none and need no lock. Written under the lock. */
    private volatile boolean any;

    private record Key(String domain, String path, String name) {
        static Key of(StoredCookie cookie) {
            return new Key(cookie.domain(), cookie.path(), cookie.name());
        }
    }

    private Cookies() {}

    /** An empty jar. */
    public static Cookies create() {
        return new Cookies();
    }

    /** Cookies that are sent to all hosts. */
    public static Cookies of(Map<String, String> namesAndValues) {
        var cookies = create();
        namesAndValues.forEach(cookies::set);
        return cookies;
    }

    /** What a server set with the response from this URL. */
    public static Cookies of(URI url, Headers headers) {
        var cookies = create();
        cookies.receive(url, headers);
        return cookies;
    }

    // --- by hand

    /** Puts in a cookie that is sent to all hosts. */
    public Cookies set(String name, String value) {
        return set(name, value, "", "/");
    }

    /** Puts in a cookie that is sent to a host and those below it. */
    public Cookies set(String name, String value, String domain) {
        return set(name, value, domain, "/");
    }

    /**
     * Puts in a cookie that is sent to a host and those below it, for paths that begin so.
     *
     * @throws IllegalArgumentException if name or value have characters that would end them; the message has no value
     */
    public Cookies set(String name, String value, String domain, String path) {
        CookieText.check(name, value);
        return put(new StoredCookie(name, value, domain(domain), false, path, Optional.empty(), false, false));
    }

    /** Puts in a cookie as it is. */
    public Cookies put(StoredCookie cookie) {
        lock.lock();
        try {
            Key key = Key.of(cookie);
            if (cookie.hasExpired(Async.clock().instant())) {
                jar.remove(key);
            } else if (jar.replace(key, cookie) == null) {
                makePlace(cookie.domain());
                jar.put(key, cookie);
            }
            any = !jar.isEmpty();
            return this;
        } finally {
            lock.unlock();
        }
    }

    private void makePlace(String domain) {
        List<Key> same =
                jar.keySet().stream().filter(key -> key.domain.equals(domain)).toList();
        if (same.size() >= PER_DOMAIN) {
            jar.remove(same.getFirst());
        } else if (jar.size() >= IN_ALL) {
            jar.remove(jar.keySet().iterator().next());
        }
    }

    /**
     * The value of a cookie, if there is one of the name.
     *
     * @throws CookieConflictException if there are several, of other domains or paths
     */
    public Optional<String> get(String name) {
        return one(name, cookie -> true);
    }

    /** The value of a cookie of this domain. */
    public Optional<String> get(String name, String domain) {
        return one(name, cookie -> cookie.domain().equals(domain(domain)));
    }

    /** The value of a cookie of this domain and path. */
    public Optional<String> get(String name, String domain, String path) {
        return one(
                name,
                cookie ->
                        cookie.domain().equals(domain(domain)) && cookie.path().equals(path));
    }

    private Optional<String> one(String name, Predicate<StoredCookie> where) {
        List<StoredCookie> found = all().stream()
                .filter(cookie -> cookie.name().equals(name))
                .filter(where)
                .toList();
        if (found.size() > 1) {
            throw new CookieConflictException("There are " + found.size() + " cookies " + name + ": "
                    + found.stream()
                            .map(cookie -> cookie.domain() + cookie.path())
                            .collect(Collectors.joining(", "))
                    + "; say of which domain and path");
        }
        return found.stream().map(StoredCookie::value).findFirst();
    }

    /** Takes out all cookies of the name; returns whether there were some. */
    public boolean delete(String name) {
        return removeIf(cookie -> cookie.name().equals(name));
    }

    /** Takes out the cookies of the name and this domain. */
    public boolean delete(String name, String domain) {
        return removeIf(cookie -> cookie.name().equals(name) && cookie.domain().equals(domain(domain)));
    }

    /** Takes out the cookie of the name, this domain and path. */
    public boolean delete(String name, String domain, String path) {
        return removeIf(cookie -> cookie.name().equals(name)
                && cookie.domain().equals(domain(domain))
                && cookie.path().equals(path));
    }

    /** Takes out all. */
    public void clear() {
        removeIf(cookie -> true);
    }

    /** Takes out those of this domain. */
    public void clear(String domain) {
        removeIf(cookie -> cookie.domain().equals(domain(domain)));
    }

    /** Takes out those of this domain and path. */
    public void clear(String domain, String path) {
        removeIf(cookie ->
                cookie.domain().equals(domain(domain)) && cookie.path().equals(path));
    }

    private boolean removeIf(Predicate<StoredCookie> where) {
        lock.lock();
        try {
            boolean changed = jar.values().removeIf(where);
            any = !jar.isEmpty();
            return changed;
        } finally {
            lock.unlock();
        }
    }

    /** All that have not expired, in the order in which they came. */
    public List<StoredCookie> all() {
        if (!any) {
            return List.of();
        }
        Instant now = Async.clock().instant();
        lock.lock();
        try {
            jar.values().removeIf(cookie -> cookie.hasExpired(now));
            any = !jar.isEmpty();
            return List.copyOf(jar.values());
        } finally {
            lock.unlock();
        }
    }

    // --- for requests and responses

    /** Keeps what a server sets with a response; ignores what is not its own to set. */
    public void receive(URI url, Headers headers) {
        if (headers.first("Set-Cookie").isPresent()) {
            ReceivedCookies.of(url, headers).forEach(this::put);
        }
    }

    /**
     * The header {@code Cookie} of a request to this URL; empty where none is to be sent.
     *
     * @param given the header that the request has already, or an empty text: what it names wins over the jar
     */
    public Optional<String> header(URI url, String given) {
        if (!any) {
            return given.isEmpty() ? Optional.empty() : Optional.of(given);
        }
        Set<String> named = new HashSet<>(CookieText.names(given));
        String own = all().stream()
                .filter(cookie -> cookie.matches(url) && !named.contains(cookie.name()))
                .sorted(Comparator.comparingInt(cookie -> -cookie.path().length()))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
        String both = given.isEmpty() || own.isEmpty() ? given + own : given + "; " + own;
        return both.isEmpty() ? Optional.empty() : Optional.of(both);
    }

    /** The host in lower case; an IPv6 address without its brackets. */
    static String host(URI url) {
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        String host = authority
                .substring(authority.lastIndexOf('@') + 1)
                .replaceFirst(":\\d*$", "")
                .toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String domain(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith(".") ? lower.substring(1) : lower;
    }

    /** The names, not the values. */
    @Override
    public String toString() {
        return "Cookies" + all();
    }
}
