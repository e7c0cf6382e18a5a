package dev.rapier.client.declared;

import dev.rapier.http.Body;
import dev.rapier.http.Cookie;
import dev.rapier.http.Default;
import dev.rapier.http.Header;
import dev.rapier.http.PathParam;
import dev.rapier.http.Query;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.http.route.WireName;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where one argument goes: decided as the server decides where it comes from ({@code docs/binding.md}).
 *
 * @param name in the request; empty for a body whose parameter has no name at run time
 * @param optional whether it is left out where it is null
 * @param embed whether a single body stands under its name
 */
record Input(Method method, int index, Source source, String name, boolean optional, boolean embed) {
    /** The part of a request. */
    enum Source {
        PATH,
        QUERY,
        HEADER,
        COOKIE,
        BODY
    }

    /** What an annotation says. */
    private record Written(Source source, String name) {}

    static Input of(Method method, Parameter parameter, int index, PathTemplate path) {
        Optional<Written> written = Stream.of(parameter.getAnnotations())
                .map(Input::written)
                .flatMap(Optional::stream)
                .findFirst();
        boolean scalar = ScalarText.isScalar(parameter.getParameterizedType());
        String java = parameter.isNamePresent() ? parameter.getName() : "";
        Source source = written.map(Written::source).orElseGet(() -> {
            if (!scalar) {
                return Source.BODY;
            }
            return WireName.inTemplate(java, path.names()) == null ? Source.QUERY : Source.PATH;
        });
        String name =
                written.map(Written::name).filter(text -> !text.isEmpty()).orElseGet(() -> wire(source, java, path));
        Body body = parameter.getAnnotation(Body.class);
        var input = new Input(method, index, source, name, isOptional(parameter), body != null && body.embed());
        input.check(parameter, scalar, path);
        return input;
    }

    private static Optional<Written> written(Annotation annotation) {
        return Optional.ofNullable(
                switch (annotation) {
                    case PathParam param -> new Written(Source.PATH, param.value());
                    case Query query -> new Written(Source.QUERY, query.value());
                    case Header header -> new Written(Source.HEADER, header.value());
                    case Cookie cookie -> new Written(Source.COOKIE, cookie.value());
                    case Body body -> new Written(Source.BODY, body.value());
                    default -> null;
                });
    }

    private static String wire(Source source, String java, PathTemplate path) {
        String inTemplate = source == Source.PATH ? WireName.inTemplate(java, path.names()) : null;
        return inTemplate != null ? inTemplate : source == Source.HEADER ? WireName.header(java) : java;
    }

    /** As on the server: an Optional, a Nullable of whatever package, or what has a default. */
    private static boolean isOptional(Parameter parameter) {
        return parameter.getType() == Optional.class
                || parameter.isAnnotationPresent(Default.class)
                || Stream.of(
                                parameter.getAnnotations(),
                                parameter.getAnnotatedType().getAnnotations())
                        .flatMap(Stream::of)
                        .anyMatch(annotation ->
                                annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private void check(Parameter parameter, boolean scalar, PathTemplate path) {
        if (name.isEmpty() && source != Source.BODY) {
            throw PlanReader.refused(
                    method,
                    "its parameter " + (index + 1) + " has no name at run time: compile with `javac -parameters` (the"
                            + " command `rapier run` does), or name it in an annotation such as @Query(\"name\")");
        }
        if (source == Source.PATH && !path.names().contains(name)) {
            throw PlanReader.refused(method, this + " is a path parameter, but " + path + " has no {" + name + "}");
        }
        boolean list = ScalarText.isListOfScalars(parameter.getParameterizedType());
        if (source != Source.BODY && !scalar && (source == Source.PATH || !list)) {
            throw PlanReader.refused(
                    method,
                    this + " is neither a scalar nor a list of scalars, so it can't stand in the "
                            + source.name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /**
     * The argument, out of its Optional; null where it is left out.
     *
     * @throws IllegalArgumentException if it is null and must not be
     */
    @Nullable
    Object value(@Nullable Object[] arguments) {
        Object value = arguments[index];
        if (value instanceof Optional<?> maybe) {
            return maybe.orElse(null);
        }
        if (value == null && (!optional || source == Source.PATH)) {
            throw new IllegalArgumentException(this + " of " + PlanReader.name(method)
                    + " is null; what may be left out is an Optional or bears @Nullable or @Default");
        }
        return value;
    }

    /** Its value as texts: one, several of a list, none where it is left out. */
    List<String> texts(@Nullable Object[] arguments) {
        Object value = value(arguments);
        return switch (value) {
            case null -> List.of();
            case Iterable<?> several -> {
                var texts = new java.util.ArrayList<String>();
                several.forEach(one -> texts.add(ScalarText.of(one)));
                yield texts;
            }
            default -> List.of(ScalarText.of(value));
        };
    }

    @Override
    public String toString() {
        return "parameter " + (index + 1) + (name.isEmpty() ? "" : " (" + name + ")");
    }
}
