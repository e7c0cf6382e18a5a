package dev.rapier.http.route;

import dev.rapier.http.Delete;
import dev.rapier.http.Get;
import dev.rapier.http.Head;
import dev.rapier.http.Options;
import dev.rapier.http.Patch;
import dev.rapier.http.PathPrefix;
import dev.rapier.http.Post;
import dev.rapier.http.Put;
import dev.rapier.http.Trace;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * A method and a path template that an annotation names.
 *
 * @param path with the {@link PathPrefix} of the type that declares the Java method
 */
public record RouteAnnotation(String method, String path) {
    /** All of a Java method, in the order in which they are written. */
    public static List<RouteAnnotation> of(Method method) {
        String prefix = prefix(method.getDeclaringClass());
        var found = new ArrayList<RouteAnnotation>(1);
        for (Annotation annotation : method.getAnnotations()) {
            switch (annotation) {
                case Get get -> found.add(new RouteAnnotation("GET", prefix + get.value()));
                case Post post -> found.add(new RouteAnnotation("POST", prefix + post.value()));
                case Put put -> found.add(new RouteAnnotation("PUT", prefix + put.value()));
                case Delete delete -> found.add(new RouteAnnotation("DELETE", prefix + delete.value()));
                case Patch patch -> found.add(new RouteAnnotation("PATCH", prefix + patch.value()));
                case Options options -> found.add(new RouteAnnotation("OPTIONS", prefix + options.value()));
                case Head head -> found.add(new RouteAnnotation("HEAD", prefix + head.value()));
                case Trace trace -> found.add(new RouteAnnotation("TRACE", prefix + trace.value()));
                default -> {} // others have nothing to do with routes
            }
        }
        return found;
    }

    private static String prefix(Class<?> type) {
        PathPrefix annotation = type.getAnnotation(PathPrefix.class);
        String prefix = annotation == null ? "" : annotation.value();
        if (annotation != null && (!prefix.startsWith("/") || prefix.endsWith("/"))) {
            throw new IllegalArgumentException("@PathPrefix(\"" + prefix + "\") of " + type.getTypeName()
                    + " must begin and must not end with a slash");
        }
        return prefix;
    }
}
