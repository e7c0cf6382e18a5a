package dev.rapier.web.binding;

import dev.rapier.http.Body;
import dev.rapier.http.Cookie;
import dev.rapier.http.Default;
import dev.rapier.http.Header;
import dev.rapier.http.PathParam;
import dev.rapier.http.Query;
import dev.rapier.http.route.PathTemplate;
import dev.rapier.web.Handler;
import dev.rapier.web.HandlerCompiler;
import dev.rapier.web.Request;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Makes handlers of Java methods. What a parameter is read from is decided as in FastAPI: a name of the path template, else
 * what its annotation says, else the query for scalars and the body for all else.
 *
 * <p>One per application; used by one thread at a time.
 */
public final class Binder implements HandlerCompiler {
    private final Shapes shapes;
    private final BooleanSupplier strictContentType;
    private final Predicate<Class<?>> isProvided;

    /**
     * @param strictContentType whether a body without a content type is not taken for JSON; FastAPI's default is true
     * @param isProvided whether parameters of a type are no input, but provided by the application
     */
    public Binder(Shapes shapes, BooleanSupplier strictContentType, Predicate<Class<?>> isProvided) {
        this.shapes = shapes;
        this.strictContentType = strictContentType;
        this.isProvided = isProvided;
    }

    /**
     * A handler that binds the parameters and calls the method.
     *
     * @throws IllegalArgumentException if a parameter can't be bound; the message names it and says what to do
     */
    @Override
    public Handler compile(Object target, Method method, PathTemplate path) {
        return bound(target, method, path, true);
    }

    @Override
    public Handler compileProvider(Object target, Method method, PathTemplate path) {
        return bound(target, method, path, false);
    }

    private BoundMethod bound(Object target, Method method, PathTemplate path, boolean readsBody) {
        var inputs = new ArrayList<Input>();
        var requests = new ArrayList<Integer>();
        var provided = new ArrayList<ProvidedParameter>();
        boolean foreign = false;
        boolean embed = false;
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].getType() == Request.class) {
                requests.add(i);
                continue;
            }
            if (isProvided.test(parameters[i].getType())) {
                provided.add(new ProvidedParameter(i, parameters[i].getType()));
                continue;
            }
            var declared = new DeclaredParameter(method, parameters[i], i, List.of(parameters[i].getAnnotations()));
            Shapes.Described described =
                    shapes.of(parameters[i].getAnnotatedType(), declared.annotations(), TypeScope.EMPTY);
            foreign |= described.hasForeignConstraints();
            Body body = declared.find(Body.class);
            embed |= body != null && body.embed();
            Input input = input(declared, described.shape(), path);
            if (input.source() == Source.BODY && !readsBody) {
                throw ProvidedParameter.refusedBody(declared);
            }
            inputs.add(input);
        }
        List<Input> inBody =
                inputs.stream().filter(input -> input.source() == Source.BODY).toList();
        inputs.removeAll(inBody);
        inputs.sort(Comparator.comparing(Input::source));
        boolean embedded = embed || inBody.size() > 1;
        if (embedded && inBody.stream().anyMatch(input -> input.name().equals(DeclaredParameter.NAMELESS))) {
            throw new IllegalArgumentException(
                    "The body of " + method.getDeclaringClass().getTypeName() + "."
                            + method.getName()
                            + " has several parameters, but their names are not there at run time: compile with"
                            + " `javac -parameters`, or write @Body(\"name\")");
        }
        return new BoundMethod(
                method,
                handle(target, method),
                inputs,
                new BodyInput(inBody, embedded, strictContentType),
                requests.stream().mapToInt(Integer::intValue).toArray(),
                provided,
                foreign ? validation(target, method, inputs, inBody, embedded) : ArgumentValidation.NONE,
                shapes);
    }

    private static ArgumentValidation validation(
            Object target, Method method, List<Input> inputs, List<Input> inBody, boolean embedded) {
        var byIndex = new HashMap<Integer, Input>();
        inputs.forEach(input -> byIndex.put(input.index(), input));
        inBody.forEach(input -> byIndex.put(input.index(), input));
        return new MethodValidation(HibernateValidator.get(), target, method, Map.copyOf(byIndex), embedded);
    }

    private static MethodHandle handle(Object target, Method method) {
        MethodHandle handle = Access.handle(method).asFixedArity();
        MethodHandle bound = Modifier.isStatic(method.getModifiers()) ? handle : handle.bindTo(target);
        return bound.asSpreader(Object[].class, method.getParameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    private static Input input(DeclaredParameter declared, Shape shape, PathTemplate path) {
        Source source = source(declared, shape, path);
        String name = declared.wireName(source, path);
        Preset preset = RecordShapes.preset(shape, declared.annotations(), declared.toString());
        if (source == Source.PATH) {
            checkPath(declared, name, path);
            preset = null;
        } else if (source != Source.BODY && !isReadable(shape, source)) {
            throw declared.refused(
                    "can't be read from the " + source.word() + ": its type is neither a scalar nor a list"
                            + " of scalars; leave the annotation out to read it from the body");
        }
        return new Input(declared.index(), source, name, shape, preset, Documentation.of(declared.annotations()));
    }

    private static Source source(DeclaredParameter declared, Shape shape, PathTemplate path) {
        if (declared.find(PathParam.class) != null) {
            return Source.PATH;
        }
        if (declared.find(Query.class) != null) {
            return Source.QUERY;
        }
        if (declared.find(Header.class) != null) {
            return Source.HEADER;
        }
        if (declared.find(Cookie.class) != null) {
            return Source.COOKIE;
        }
        if (declared.find(Body.class) != null) {
            return Source.BODY;
        }
        if (!Inner.of(shape).isScalar()) {
            ProvidedParameter.requireInput(declared);
            return Source.BODY;
        }
        return declared.templateName(path) != null ? Source.PATH : Source.QUERY;
    }

    private static void checkPath(DeclaredParameter declared, String name, PathTemplate path) {
        if (!path.names().contains(name)) {
            throw declared.refused("is a path parameter, but " + path + " has no {" + name + "}");
        }
        if (declared.find(Default.class) != null) {
            throw declared.refused("is a path parameter, which is always there: leave out its @Default");
        }
    }

    private static boolean isReadable(Shape shape, Source source) {
        Shape inner = Inner.of(shape);
        return inner.isScalar()
                || (inner instanceof ListShape list
                        && source != Source.PATH
                        && list.item().isScalar());
    }
}
