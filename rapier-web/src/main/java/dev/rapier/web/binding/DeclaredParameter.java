package dev.rapier.web.binding;

import dev.rapier.http.Body;
import dev.rapier.http.Cookie;
import dev.rapier.http.Header;
import dev.rapier.http.PathParam;
import dev.rapier.http.Query;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.http.route.WireName;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Java parameter with what is written on it. */
record DeclaredParameter(Method method, Parameter parameter, int index, List<Annotation> annotations) {
    /** The name of a body whose Java name is not there; only one among several needs it. */
    static final String NAMELESS = "";

    <A extends Annotation> @Nullable A find(Class<A> type) {
        return Shapes.find(annotations, type);
    }

    String wireName(Source source, PathTemplate path) {
        String written = written();
        if (!written.isEmpty()) {
            return written;
        }
        String inTemplate = source == Source.PATH ? templateName(path) : null;
        if (inTemplate != null) {
            return inTemplate;
        }
        if (source == Source.BODY && !parameter.isNamePresent()) {
            return NAMELESS;
        }
        return source == Source.HEADER ? WireName.header(javaName()) : javaName();
    }

    /** The name that an annotation gives; empty for none. */
    private String written() {
        for (Annotation annotation : annotations) {
            String name = switch (annotation) {
                case PathParam param -> param.value();
                case Query query -> query.value();
                case Header header -> header.value();
                case Cookie cookie -> cookie.value();
                case Body body -> body.value();
                default -> "";
            };
            if (!name.isEmpty()) {
                return name;
            }
        }
        return "";
    }

    /** The name of the template that the Java name stands for, as it is or in snake case; null for none. */
    @Nullable
    String templateName(PathTemplate path) {
        if (path.names().isEmpty()) {
            return null;
        }
        return WireName.inTemplate(javaName(), path.names());
    }

    private String javaName() {
        if (!parameter.isNamePresent()) {
            throw refused(
                    "has no name at run time: compile with `javac -parameters` (the command `rapier run` does), or"
                            + " name it in an annotation such as @Query(\"name\") or @PathParam(\"name\")");
        }
        return parameter.getName();
    }

    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("The " + this + " " + why);
    }

    @Override
    public String toString() {
        return "parameter " + (index + 1) + " ("
                + parameter.getParameterizedType().getTypeName() + " " + parameter.getName() + ") of "
                + method.getDeclaringClass().getTypeName() + "." + method.getName();
    }
}
