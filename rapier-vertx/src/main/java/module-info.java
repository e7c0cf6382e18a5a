/** The HTTP engine on Vert.x: event loops read and write, handlers run on virtual threads. */
@org.jspecify.annotations.NullMarked
module dev.rapier.vertx {
    requires static org.jspecify;
    requires transitive dev.rapier.web;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.transport;
    requires io.vertx.core;

    exports dev.rapier.vertx;

    provides dev.rapier.web.engine.Engine with
            dev.rapier.vertx.VertxEngine;
}
