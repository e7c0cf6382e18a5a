package dev.rapier.web;

import dev.rapier.http.HttpStatus;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.web.encoding.JsonEncoder;
import dev.rapier.web.engine.ThreadKind;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A route that has been added and may still be described further, until the application starts: {@code app.get("/pi",
 * request -> digits()).cpuBound()}.
 */
public final class RouteBuilder {
    private final Set<String> methods;
    private final PathTemplate path;
    private final Handler handler;
    private String name;
    private ThreadKind kind = ThreadKind.VIRTUAL;
    private int status = 200;
    private boolean cancelledWithClient = true;
    private boolean inSchema = true;
    private final List<Class<?>> needs = new ArrayList<>();
    private @Nullable Type result;

    RouteBuilder(Set<String> methods, PathTemplate path, Handler handler, String name) {
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("The route " + path + " has no method");
        }
        this.methods = Collections.unmodifiableSet(new LinkedHashSet<>(methods));
        this.path = path;
        this.handler = handler;
        this.name = name;
        needs.addAll(handler.needs());
    }

    /** Names the handler, for the log and for the schema. */
    public RouteBuilder named(String value) {
        name = value;
        return this;
    }

    /** See {@link dev.rapier.http.CpuBound}. */
    public RouteBuilder cpuBound() {
        kind = ThreadKind.CPU_BOUND;
        return this;
    }

    /** See {@link dev.rapier.http.NonBlocking}. */
    public RouteBuilder nonBlocking() {
        kind = ThreadKind.NON_BLOCKING;
        return this;
    }

    /** See {@link dev.rapier.http.RunToCompletion}. */
    public RouteBuilder runToCompletion() {
        cancelledWithClient = false;
        return this;
    }

    /** The status of the answer when the handler returns a plain value, 200 to 599. */
    public RouteBuilder status(int value) {
        if (value < 200 || value > 599) {
            throw new IllegalArgumentException("Status " + value + " of " + path + " is not between 200 and 599");
        }
        status = value;
        return this;
    }

    /**
     * Has something of these types provided to the handler, who finds it by {@link Request#provided}; for handlers that are no
     * annotated methods, whose parameters say it.
     */
    public RouteBuilder needs(Class<?>... types) {
        needs.addAll(List.of(types));
        return this;
    }

    /** Leaves the route out of the OpenAPI document. */
    public RouteBuilder hidden() {
        inSchema = false;
        return this;
    }

    /** The declared type of the result, which decides what of it is sent. */
    RouteBuilder returning(Type type) {
        result = type;
        return this;
    }

    Endpoint build(Provisions provisions) {
        if (kind == ThreadKind.NON_BLOCKING && !needs.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " does not block, so that nothing can be provided to it: the begin and" + " the end of a "
                            + needs.getFirst().getSimpleName() + " may");
        }
        boolean typed = result != null && result != void.class && HttpStatus.allowsBody(status);
        return new Endpoint(
                methods,
                path,
                handler,
                name,
                kind,
                status,
                cancelledWithClient,
                inSchema,
                List.copyOf(needs),
                provisions.inOrder(needs, path, name).stream()
                        .map(Provider::maker)
                        .toList(),
                typed && result != null ? JsonEncoder.SHARED.forType(result) : null);
    }
}
