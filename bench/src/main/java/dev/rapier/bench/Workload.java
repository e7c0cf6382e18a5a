package dev.rapier.bench;

import java.util.EnumSet;
import java.util.Set;

/** What is asked of the servers. */
enum Workload {
    PLAINTEXT("/plaintext", 64, true),
    JSON("/json", 64, true),
    SLEEP("/sleep", 1000, true),
    UPSTREAM("/upstream", 32, true),
    SQL("/sql", 32, false),
    GATHER("/gather", 32, false);

    final String path;
    final int connections;
    private final boolean withBare;

    Workload(String path, int connections, boolean withBare) {
        this.path = path;
        this.connections = connections;
        this.withBare = withBare;
    }

    /** The servers that are compared: where a bare server would need a database driver of its own, Rapier's two modes. */
    Set<Variant> variants() {
        return withBare ? EnumSet.allOf(Variant.class) : EnumSet.of(Variant.LOOP_FIRST, Variant.CARRIERS);
    }

    /** So many until the code is compiled. */
    long warmUpRequests() {
        return this == UPSTREAM ? 10_000 : 60_000;
    }

    /** For people. */
    String title() {
        return switch (this) {
            case PLAINTEXT -> "plaintext";
            case JSON -> "one small JSON object";
            case SLEEP -> "10 ms sleep";
            case UPSTREAM -> "ten upstream calls gathered";
            case SQL -> "one SQL query";
            case GATHER -> "two SQL queries gathered";
        };
    }
}
