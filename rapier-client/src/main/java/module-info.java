/** The HTTP client. */
@org.jspecify.annotations.NullMarked
module dev.rapier.client {
    requires static org.jspecify;
    requires transitive dev.rapier.async;
    requires transitive dev.rapier.http;
}
