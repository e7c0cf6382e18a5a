package dev.rapier.web.binding;

import dev.rapier.web.Handler;
import dev.rapier.web.Request;
import dev.rapier.web.RequestValidationException;
import dev.rapier.web.ValidationError;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A handler that reads the parameters of a Java method from the request, reports all that is wrong at once, and calls it. */
public final class BoundMethod implements Handler {
    private final Method method;
    private final MethodHandle handle;
    private final int parameterCount;
    private final List<Input> inputs;
    private final BodyInput body;
    private final int[] requests;
    private final List<ProvidedParameter> provided;
    private final ArgumentValidation validation;
    private final Shapes shapes;

    /**
     * Compiled by {@link Binder}.
     *
     * @param handle takes the arguments as an array: {@code (Object[])Object}
     * @param inputs all but the body, in FastAPI's order: path, query, header, cookie
     * @param provided those that the application provides
     * @param requests which parameters take the request itself
     */
    BoundMethod(
            Method method,
            MethodHandle handle,
            List<Input> inputs,
            BodyInput body,
            int[] requests,
            List<ProvidedParameter> provided,
            ArgumentValidation validation,
            Shapes shapes) {
        this.method = method;
        this.handle = handle;
        this.parameterCount = method.getParameterCount();
        this.inputs = List.copyOf(inputs);
        this.body = body;
        this.requests = requests;
        this.provided = List.copyOf(provided);
        this.validation = validation;
        this.shapes = shapes;
    }

    @Override
    public @Nullable Object call(Request request) throws Exception {
        @Nullable Object[] arguments = new @Nullable Object[parameterCount];
        var problems = new FoundProblems();
        BodyInput.Raw slow = read(request, arguments, problems);
        for (int index : requests) {
            arguments[index] = request;
        }
        for (ProvidedParameter parameter : provided) {
            arguments[parameter.index()] = request.provided(parameter.type());
        }
        if (problems.count() == 0) {
            validation.check(arguments, request, problems);
        }
        if (problems.count() > 0) {
            throw refusal(problems.all(), request, slow);
        }
        return invoke(arguments);
    }

    private BodyInput.@Nullable Raw read(Request request, @Nullable Object[] arguments, FoundProblems problems) {
        BodyInput.Raw slow = body.read(request, arguments);
        for (Input input : inputs) {
            arguments[input.index()] = input.read(request, problems);
        }
        body.convert(slow, arguments, problems);
        return slow;
    }

    private RequestValidationException refusal(
            List<ValidationError> errors, Request request, BodyInput.@Nullable Raw slow) {
        return new RequestValidationException(errors, slow == null ? body.plain(request) : slow.value());
    }

    @Override
    public RequestValidationException refuse(Request request, List<ValidationError> found) {
        var problems = new FoundProblems();
        BodyInput.Raw slow = read(request, new @Nullable Object[parameterCount], problems);
        var errors = new ArrayList<>(found);
        errors.addAll(problems.all());
        return refusal(errors, request, slow);
    }

    @Override
    public List<Class<?>> needs() {
        return provided.stream().<Class<?>>map(ProvidedParameter::type).toList();
    }

    private @Nullable Object invoke(@Nullable Object[] arguments) {
        try {
            return (Object) handle.invokeExact(arguments);
        } catch (Throwable thrown) {
            throw Sneaky.unchecked(thrown);
        }
    }

    /** The method as it is declared. */
    public Method method() {
        return method;
    }

    /** All parameters but the body, in the order path, query, header, cookie, each as declared. */
    public List<Input> inputs() {
        return inputs;
    }

    /** What is read from the body. */
    public BodyInput body() {
        return body;
    }

    /** The shape of what the method returns, or of a part of it. */
    public Shape shape(AnnotatedType result) {
        return shapes.of(result, List.of(), TypeScope.EMPTY).shape();
    }

    /** Class and method: {@code Users.find}. */
    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
