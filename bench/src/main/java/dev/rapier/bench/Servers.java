package dev.rapier.bench;

import dev.rapier.bench.server.BareServer;
import dev.rapier.bench.server.RapierServer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The processes of a comparison: one server per variant, and the upstream that all of them call. */
final class Servers implements AutoCloseable {
    private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private final Map<Variant, ServerProcess> processes = new EnumMap<>(Variant.class);
    private final ServerProcess upstream;

    private Servers(ServerProcess upstream) {
        this.upstream = upstream;
    }

    static Servers start(List<String> jvmOptions, List<String> arguments) {
        ServerProcess upstream =
                ServerProcess.start("upstream", ServerProcess.java(List.of("-Xmx256m"), BareServer.class, List.of()));
        var servers = new Servers(upstream);
        boolean ok = false;
        try {
            var all = new ArrayList<>(arguments);
            all.addAll(List.of("--upstream", Integer.toString(upstream.port())));
            for (Variant variant : Variant.values()) {
                servers.processes.put(
                        variant,
                        ServerProcess.start(
                                variant.name().toLowerCase(java.util.Locale.ROOT), command(variant, jvmOptions, all)));
            }
            ok = true;
            return servers;
        } finally {
            if (!ok) {
                servers.close();
            }
        }
    }

    static List<String> command(Variant variant, List<String> jvmOptions, List<String> arguments) {
        var options = new ArrayList<>(jvmOptions);
        return switch (variant) {
            case BARE -> ServerProcess.java(options, BareServer.class, arguments);
            case LOOP_FIRST -> {
                options.add(OPENS);
                yield ServerProcess.java(options, RapierServer.class, arguments);
            }
            case CARRIERS -> {
                options.add("-Drapier.dispatch=carriers");
                yield ServerProcess.java(options, RapierServer.class, arguments);
            }
        };
    }

    ServerProcess of(Variant variant) {
        ServerProcess process = processes.get(variant);
        if (process == null) {
            throw new IllegalStateException(variant + " has not been started");
        }
        return process;
    }

    @Override
    public void close() {
        processes.values().forEach(ServerProcess::close);
        upstream.close();
    }
}
