/** Side-by-side measurements of Rapier and a bare Vert.x event loop. */
@org.jspecify.annotations.NullMarked
module dev.rapier.bench {
    requires static org.checkerframework.checker.qual;
    requires static org.jspecify;
    requires dev.rapier;
    requires com.zaxxer.hikari;
    requires info.picocli;
    requires io.vertx.core;
    requires jakarta.persistence;
    requires java.logging;
    requires java.management;
    requires java.naming;
    requires java.net.http;
    requires java.sql;
    requires jdk.management;
    requires jmh.core;
    requires kotlin.stdlib;
    requires kotlinx.coroutines.core;
    requires okhttp3;
    requires org.hibernate.orm.core;
    requires org.postgresql.jdbc;
    requires tools.jackson.databind;

    opens dev.rapier.bench to
            info.picocli,
            tools.jackson.databind;
    opens dev.rapier.bench.server to
            tools.jackson.databind;
}
