package dev.rapier.web;

import dev.rapier.async.ContextVar;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.web.encoding.TypedEncoder;
import dev.rapier.web.engine.Route;
import dev.rapier.web.engine.ThreadKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A route of the application, as it is once the application has started.
 *
 * @param methods in the order in which they were named
 * @param path the template as written
 * @param handler what answers; for an annotated method the one that binds its parameters
 * @param name of the handler, for people and for the schema: {@code Users.find}
 * @param kind the kind of thread that the handler wants
 * @param status of the answer when the handler returns a plain value
 * @param cancelledWithClient whether the handler is cancelled when its client goes away
 * @param inSchema whether it stands in the OpenAPI document
 * @param needs the types of which something must be provided to the handler
 * @param providers what makes that, in the order in which it is called; it reads parameters of the request, too
 * @param encoder for results of the declared type; null where none is declared
 */
public record Endpoint(
        Set<String> methods,
        PathTemplate path,
        Handler handler,
        String name,
        ThreadKind kind,
        int status,
        boolean cancelledWithClient,
        boolean inSchema,
        List<Class<?>> needs,
        List<Handler> providers,
        @Nullable TypedEncoder encoder)
        implements Route {
    private static final ContextVar<Endpoint> CURRENT = ContextVar.of("route");

    /** The route of the request that the calling task is at work for, also in child tasks; empty outside of requests. */
    public static Optional<Endpoint> current() {
        return CURRENT.find();
    }

    /** The path template without convertors, {@code /users/{user_id}}. */
    public String template() {
        return path.openApiPath();
    }

    /** Makes it the {@link #current} one to the end of the calling task. */
    void begin() {
        CURRENT.bind(this);
    }

    @Override
    public String description() {
        return String.join("|", methods) + " " + path;
    }

    /** By identity: two routes may be alike in everything. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** {@code GET /users/{user_id} (Users.find)}. */
    @Override
    public String toString() {
        return description() + " (" + name + ")";
    }
}
