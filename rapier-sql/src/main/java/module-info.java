/** SQL databases on virtual threads: {@code Database}, rows, transactions, streams, and an embedded PostgreSQL. */
@org.jspecify.annotations.NullMarked
module dev.rapier.sql {
    requires static org.checkerframework.checker.qual;
    requires static org.jspecify;
    requires transitive dev.rapier.async;
    requires java.sql;
    requires java.logging;
    requires com.zaxxer.hikari;
    requires flyway.core;
    requires flyway.database.postgresql;
    requires org.postgresql.jdbc;
    requires org.tukaani.xz;

    uses dev.rapier.sql.SqlTagSource;
    uses java.sql.Driver;

    exports dev.rapier.sql;
    exports dev.rapier.sql.embedded;
}
