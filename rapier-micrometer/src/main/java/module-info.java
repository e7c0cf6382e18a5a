/** Numbers of Rapier's databases and HTTP clients for Micrometer. */
@org.jspecify.annotations.NullMarked
module dev.rapier.micrometer {
    requires static org.jspecify;
    requires transitive dev.rapier.client;
    requires transitive dev.rapier.sql;
    requires transitive micrometer.core;

    exports dev.rapier.micrometer;
}
