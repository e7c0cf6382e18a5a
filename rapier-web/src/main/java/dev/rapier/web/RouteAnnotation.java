package dev.rapier.web;

import dev.rapier.http.Delete;
import dev.rapier.http.Get;
import dev.rapier.http.Head;
import dev.rapier.http.Options;
import dev.rapier.http.Patch;
import dev.rapier.http.Post;
import dev.rapier.http.Put;
import dev.rapier.http.Trace;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** A method and a path template that an annotation names. */
record RouteAnnotation(String method, String path) {
    /** All of a Java method, in the order in which they are written. */
    static List<RouteAnnotation> of(Method method) {
        var found = new ArrayList<RouteAnnotation>(1);
        for (Annotation annotation : method.getAnnotations()) {
            switch (annotation) {
                case Get get -> found.add(new RouteAnnotation("GET", get.value()));
                case Post post -> found.add(new RouteAnnotation("POST", post.value()));
                case Put put -> found.add(new RouteAnnotation("PUT", put.value()));
                case Delete delete -> found.add(new RouteAnnotation("DELETE", delete.value()));
                case Patch patch -> found.add(new RouteAnnotation("PATCH", patch.value()));
                case Options options -> found.add(new RouteAnnotation("OPTIONS", options.value()));
                case Head head -> found.add(new RouteAnnotation("HEAD", head.value()));
                case Trace trace -> found.add(new RouteAnnotation("TRACE", trace.value()));
                default -> {} // others have nothing to do with routes
            }
        }
        return found;
    }
}
