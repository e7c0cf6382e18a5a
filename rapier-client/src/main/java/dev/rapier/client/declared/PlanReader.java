package dev.rapier.client.declared;

import dev.rapier.client.Client;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.http.route.RouteAnnotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the plan of one method of a declared interface, or says why there is none. */
final class PlanReader {
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "TRACE");

    private PlanReader() {}

    static DeclaredClient.Plan read(Client client, Class<?> type, Method method) {
        List<RouteAnnotation> routes = routes(method);
        if (routes.isEmpty() && method.isDefault()) {
            return own(type, method);
        }
        if (routes.size() != 1) {
            throw refused(
                    method,
                    routes.isEmpty()
                            ? "it has no @Get, @Post, .. and no body of its own"
                            : "it has " + routes.size() + " routes, and a call can take but one");
        }
        if (method.getTypeParameters().length > 0) {
            throw refused(method, "it has type parameters, and what they stand for is not known at run time");
        }
        RouteAnnotation route = routes.getFirst();
        PathTemplate path = template(method, route.path());
        List<Input> inputs = inputs(method, path);
        List<Input> body = inputs.stream()
                .filter(input -> input.source() == Input.Source.BODY)
                .toList();
        if (!body.isEmpty() && WITHOUT_BODY.contains(route.method())) {
            throw refused(
                    method,
                    body.getFirst() + " would be the body, and " + route.method()
                            + " has none; a scalar, or a list of scalars with @Query, goes into the query");
        }
        return new RequestPlan(
                client,
                route.method(),
                new PathText(method, path, inputs),
                inputs.stream()
                        .filter(input -> input.source() != Input.Source.BODY && input.source() != Input.Source.PATH)
                        .toList(),
                new BodyPlan(method, body),
                Answer.of(method));
    }

    private static List<RouteAnnotation> routes(Method method) {
        try {
            return RouteAnnotation.of(method);
        } catch (IllegalArgumentException e) {
            throw refused(method, String.valueOf(e.getMessage()));
        }
    }

    private static PathTemplate template(Method method, String path) {
        if (path.contains("?") || path.contains("#")) {
            throw refused(method, "its path '" + path + "' is more than a path; a parameter makes a query");
        }
        try {
            return PathTemplate.parse(path);
        } catch (IllegalArgumentException e) {
            throw refused(method, String.valueOf(e.getMessage()));
        }
    }

    private static List<Input> inputs(Method method, PathTemplate path) {
        var inputs = new ArrayList<Input>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            inputs.add(Input.of(method, method.getParameters()[i], i, path));
        }
        for (String name : path.names()) {
            long bound = inputs.stream()
                    .filter(input ->
                            input.source() == Input.Source.PATH && input.name().equals(name))
                    .count();
            if (bound != 1) {
                throw refused(
                        method, (bound == 0 ? "no parameter" : "more than one parameter") + " is for {" + name + "}");
            }
        }
        return inputs;
    }

    /** A default method without a route runs as it is written; what it calls are the others. */
    private static DeclaredClient.Plan own(Class<?> type, Method method) {
        try {
            Class<?> owner = method.getDeclaringClass();
            MethodHandle handle = MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .unreflectSpecial(method, owner)
                    .asFixedArity()
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
            return (proxy, arguments) -> (Object) handle.invokeExact(proxy, arguments);
        } catch (IllegalAccessException e) {
            throw refused(
                    method,
                    "its own body can't be called: add 'opens " + type.getPackageName()
                            + " to dev.rapier.client;' to the module "
                            + type.getModule().getName());
        }
    }

    static IllegalArgumentException refused(Method method, String why) {
        return new IllegalArgumentException(name(method) + " can't be declared: " + why);
    }

    static String name(Method method) {
        return method.getDeclaringClass().getTypeName() + "." + method.getName();
    }
}
