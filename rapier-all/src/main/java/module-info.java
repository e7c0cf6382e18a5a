/** Everything of Rapier by one {@code import module dev.rapier;}. */
module dev.rapier {
    requires transitive dev.rapier.async;
    requires transitive dev.rapier.http;
    requires transitive dev.rapier.web;
    requires transitive dev.rapier.vertx;
    requires transitive dev.rapier.client;
    requires transitive dev.rapier.sql;
    requires transitive dev.rapier.orm;
}
