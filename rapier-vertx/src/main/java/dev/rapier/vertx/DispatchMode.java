package dev.rapier.vertx;

/** Where virtual threads begin. */
enum DispatchMode {
    /** On the event loop where the JDK allows it and the handler is quick, else on the carriers. */
    LOOP_FIRST,
    /** Always on the carriers. */
    CARRIERS;

    /** System property {@code rapier.dispatch}: {@code carriers}, or {@code loop-first}, the default. */
    static DispatchMode configured() {
        String name = System.getProperty("rapier.dispatch", "loop-first");
        return switch (name) {
            case "loop-first" -> LOOP_FIRST;
            case "carriers" -> CARRIERS;
            default ->
                throw new IllegalArgumentException(
                        "The system property rapier.dispatch is '" + name + "'; it can be loop-first or carriers");
        };
    }
}
