/** The words that server and client share: headers, media types and the annotations of a route. Depends on the JDK alone. */
@org.jspecify.annotations.NullMarked
module dev.rapier.http {
    requires static org.jspecify;

    exports dev.rapier.http;
}
