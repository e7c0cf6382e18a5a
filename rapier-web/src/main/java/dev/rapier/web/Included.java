package dev.rapier.web;

import dev.rapier.async.Action;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.http.CpuBound;
import dev.rapier.http.Hidden;
import dev.rapier.http.NonBlocking;
import dev.rapier.http.OnShutdown;
import dev.rapier.http.OnStartup;
import dev.rapier.http.RunToCompletion;
import dev.rapier.http.Status;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.http.route.RouteAnnotation;
import java.lang.annotation.Annotation;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the annotations of an object say: its routes and its hooks, in the order of the source, superclasses first. */
final class Included {
    private final Object target;
    private final String prefix;
    private final HandlerCompiler compiler;
    private final Provisions provisions;
    private final List<RouteBuilder> routes = new ArrayList<>();
    private final List<Hooks.Named> startup = new ArrayList<>();
    private final List<Hooks.Named> shutdown = new ArrayList<>();

    private Included(Object target, String prefix, HandlerCompiler compiler, Provisions provisions) {
        this.target = target;
        this.prefix = prefix;
        this.compiler = compiler;
        this.provisions = provisions;
    }

    static Included of(Object target, String prefix, HandlerCompiler compiler, Provisions provisions) {
        var included = new Included(target, prefix, compiler, provisions);
        included.read();
        return included;
    }

    List<RouteBuilder> routes() {
        return routes;
    }

    Hooks hooks() {
        return new Hooks(startup, shutdown);
    }

    private void read() {
        var classes = new ArrayList<Class<?>>();
        for (Class<?> type = target.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            classes.addFirst(type);
        }
        List<Method> methods = methods(classes);
        List<Method> providing = methods.stream().filter(Provision::isMadeBy).toList();
        providing.forEach(method -> {
            open(method);
            provisions.add(Provision.of(target, method, compiler));
        });
        methods.forEach(this::read);
        if (routes.isEmpty() && startup.isEmpty() && shutdown.isEmpty() && providing.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nothing to include: " + target.getClass().getName()
                            + " has no method with @Get, @Post, .. , @OnStartup, @OnShutdown or @Provides"
                            + (target instanceof Class ? "; include an object, not its class" : ""));
        }
    }

    /** Without those that a subclass has in its own version. */
    private static List<Method> methods(List<Class<?>> classes) {
        var seen = new HashSet<String>();
        var methods = new ArrayList<Method>();
        for (Class<?> type : classes.reversed()) {
            List<Method> own = new ArrayList<>(DeclarationOrder.of(type));
            own.removeIf(method -> !seen.add(DeclarationOrder.signature(method)));
            methods.addAll(0, own);
        }
        var routes = new LinkedHashMap<String, Method>();
        methods.forEach(method -> routes.put(DeclarationOrder.signature(method), method));
        classes.forEach(type -> ofInterfaces(type, routes));
        return List.copyOf(routes.values());
    }

    /** A route may be written on the interface that a class implements, which a client may declare as well. */
    private static void ofInterfaces(Class<?> type, Map<String, Method> routes) {
        for (Class<?> implemented : type.getInterfaces()) {
            for (Method method : DeclarationOrder.of(implemented)) {
                String signature = DeclarationOrder.signature(method);
                Method own = routes.get(signature);
                boolean isRoute = !RouteAnnotation.of(method).isEmpty();
                if (isRoute && (own == null || RouteAnnotation.of(own).isEmpty())) {
                    routes.remove(signature); // those of an interface come in its order, not in that of the class
                    routes.put(signature, method);
                }
            }
            ofInterfaces(implemented, routes);
        }
    }

    private void read(Method method) {
        for (RouteAnnotation annotation : RouteAnnotation.of(method)) {
            routes.add(route(method, annotation));
        }
        if (method.isAnnotationPresent(OnStartup.class)) {
            startup.add(hook(method, OnStartup.class));
        }
        if (method.isAnnotationPresent(OnShutdown.class)) {
            shutdown.add(hook(method, OnShutdown.class));
        }
    }

    private RouteBuilder route(Method method, RouteAnnotation annotation) {
        open(method);
        PathTemplate path = PathTemplate.parse(prefix + annotation.path());
        var route = new RouteBuilder(
                Set.of(annotation.method()), path, compiler.compile(target, method, path), name(method));
        boolean cpuBound = method.isAnnotationPresent(CpuBound.class);
        boolean nonBlocking = method.isAnnotationPresent(NonBlocking.class);
        if (cpuBound && nonBlocking) {
            throw new IllegalArgumentException(name(method) + " is both @CpuBound and @NonBlocking; choose one");
        }
        if (cpuBound) {
            route.cpuBound();
        }
        if (nonBlocking) {
            route.nonBlocking();
        }
        if (method.isAnnotationPresent(RunToCompletion.class)) {
            route.runToCompletion();
        }
        if (method.isAnnotationPresent(Hidden.class)) {
            route.hidden();
        }
        Status status = method.getAnnotation(Status.class);
        if (status != null) {
            route.status(status.value());
        }
        return isPlainValue(method.getReturnType()) ? route.returning(method.getGenericReturnType()) : route;
    }

    private static boolean isPlainValue(Class<?> result) {
        return result != void.class
                && result != Object.class
                && !Response.class.isAssignableFrom(result)
                && !AsyncGenerator.class.isAssignableFrom(result);
    }

    private Hooks.Named hook(Method method, Class<? extends Annotation> kind) {
        open(method);
        if (method.getParameterCount() > 0) {
            throw new IllegalArgumentException(
                    name(method) + " bears @" + kind.getSimpleName() + ", so it must have no parameters");
        }
        return new Hooks.Named(name(method), call(method));
    }

    private Action call(Method method) {
        return () -> {
            try {
                method.invoke(target);
            } catch (InvocationTargetException e) {
                switch (e.getCause()) {
                    case Exception failure -> throw failure;
                    case Error failure -> throw failure;
                    case null, default -> throw e;
                }
            }
        };
    }

    /** Private methods, too: those of a single-file program have no reason to be public. */
    private void open(Method method) {
        try {
            method.setAccessible(true);
        } catch (InaccessibleObjectException e) {
            Class<?> type = method.getDeclaringClass();
            throw new IllegalArgumentException(
                    name(method) + " can't be called: add 'opens " + type.getPackageName()
                            + " to dev.rapier.web;' to the module "
                            + type.getModule().getName(),
                    e);
        }
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
