/** Side-by-side measurements of Rapier and a bare Vert.x event loop. */
@org.jspecify.annotations.NullMarked
module dev.rapier.bench {
    requires static org.jspecify;
    requires dev.rapier;
    requires info.picocli;
    requires io.vertx.core;
    requires java.management;
    requires jdk.management;
    requires jmh.core;
    requires kotlin.stdlib;
    requires kotlinx.coroutines.core;
    requires okhttp3;
    requires tools.jackson.databind;

    opens dev.rapier.bench to
            info.picocli,
            tools.jackson.databind;
    opens dev.rapier.bench.server to
            tools.jackson.databind;
}
