/** The words that server and client share: headers, media types and the annotations of a route. Depends on the JDK alone. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // those it names are built later
module dev.rapier.http {
    requires static org.jspecify;

    exports dev.rapier.http;
    exports dev.rapier.http.route to
            dev.rapier.client,
            dev.rapier.web;
}
