/** The HTTP client: calls in direct style that end with their task. */
@org.jspecify.annotations.NullMarked
module dev.rapier.client {
    requires static org.jspecify;
    requires transitive dev.rapier.async;
    requires transitive dev.rapier.http;
    requires java.net.http;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires okhttp3;
    requires tools.jackson.databind;

    exports dev.rapier.client;
    exports dev.rapier.client.resilience;
    exports dev.rapier.client.auth;
    exports dev.rapier.client.cookies;
    exports dev.rapier.client.jdk;
    exports dev.rapier.client.multipart;
}
