/** Everything of Rapier by one {@code import module dev.rapier;}. */
@org.jspecify.annotations.NullMarked
module dev.rapier {
    requires static org.jspecify;
    requires transitive dev.rapier.async;
    requires transitive dev.rapier.http;
    requires transitive dev.rapier.web;
    requires transitive dev.rapier.vertx;
    requires transitive dev.rapier.client;
    requires transitive dev.rapier.sql;
    requires transitive dev.rapier.orm;

    exports dev.rapier.inprocess;

    provides dev.rapier.web.AppExtension with
            dev.rapier.Outages;
    provides dev.rapier.sql.SqlTagSource with
            dev.rapier.RouteTag;
}
