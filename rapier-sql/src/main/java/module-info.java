/** SQL databases on virtual threads: {@code Database}, rows, transactions, streams, and an embedded PostgreSQL. */
@org.jspecify.annotations.NullMarked
module dev.rapier.sql {
    requires static org.jspecify;
    requires transitive dev.rapier.async;
    requires java.sql;
    requires org.tukaani.xz;

    exports dev.rapier.sql;
    exports dev.rapier.sql.embedded;
}
