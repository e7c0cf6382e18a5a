/** The HTTP engine on Vert.x: event loops read and write, handlers run on virtual threads. */
@org.jspecify.annotations.NullMarked
module dev.rapier.vertx {
    requires static org.jspecify;
    requires transitive dev.rapier.web;
    requires io.vertx.core;
}
