package dev.rapier.client;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Several transports, each for the URLs of its pattern; the most specific pattern wins. */
final class Mounts implements Transport {
    private final List<Mount> mounts;
    private final Transport otherwise;

    /** A transport and what it is for. */
    record Mount(UrlPattern pattern, Transport transport) {}

    Mounts(List<Mount> mounts, Transport otherwise) {
        this.mounts = mounts.stream()
                .sorted(Comparator.comparing(Mount::pattern, UrlPattern.SPECIFIC_FIRST))
                .toList();
        this.otherwise = otherwise;
    }

    /**
     * What a client sends its requests with.
     *
     * @param engine makes transports
     * @param told what it is told; a proxy among it holds for what is not mounted
     * @param own in the place of one that the engine makes
     * @param proxies by pattern; empty for none, which an equal pattern of a mount replaces
     * @param mounted by pattern; empty for one without a proxy
     */
    static Transport of(
            Function<TransportSettings, Transport> engine,
            TransportSettings told,
            Optional<Transport> own,
            Map<UrlPattern, Optional<ClientProxy>> proxies,
            Map<UrlPattern, Optional<Transport>> mounted) {
        Transport otherwise = own.orElseGet(() -> engine.apply(told));
        if (proxies.isEmpty() && mounted.isEmpty()) {
            return otherwise;
        }
        boolean needsDirect = own.isEmpty()
                && told.proxy().isPresent()
                && mounted.values().stream().anyMatch(Optional::isEmpty);
        Transport direct = needsDirect ? engine.apply(told.withoutProxy()) : otherwise;
        var all = new LinkedHashMap<UrlPattern, Transport>();
        var made = new HashMap<Object, Transport>();
        proxies.forEach((pattern, proxy) -> all.put(
                pattern,
                proxy.map(through -> made.computeIfAbsent(
                                List.of(through.url(), through.credentials()),
                                _ -> engine.apply(told.withProxy(through))))
                        .orElse(direct)));
        mounted.forEach((pattern, transport) -> all.put(pattern, transport.orElse(direct)));
        return new Mounts(
                all.entrySet().stream()
                        .map(mount -> new Mount(mount.getKey(), mount.getValue()))
                        .toList(),
                otherwise);
    }

    @Override
    public TransportResponse handle(ClientRequest request) {
        for (Mount mount : mounts) {
            if (mount.pattern.matches(request.url())) {
                return mount.transport.handle(request);
            }
        }
        return otherwise.handle(request);
    }

    /** Closes each transport once, also where another one fails to close. */
    @Override
    public void close() {
        Set<Transport> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.add(otherwise);
        mounts.forEach(mount -> all.add(mount.transport));
        RuntimeException failure = null;
        for (Transport transport : all) {
            try {
                transport.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
