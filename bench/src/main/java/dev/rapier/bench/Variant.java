package dev.rapier.bench;

/** The servers that are compared. */
enum Variant {
    /** Vert.x alone: the handler runs on the event loop, waiting is by callbacks. */
    BARE("bare Vert.x"),
    /** Rapier, handlers begin on the event loop. */
    LOOP_FIRST("Rapier"),
    /** Rapier, handlers begin on the JDK's own scheduler. */
    CARRIERS("Rapier, default scheduler");

    final String title;

    Variant(String title) {
        this.title = title;
    }
}
