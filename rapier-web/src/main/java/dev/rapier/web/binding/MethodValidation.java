package dev.rapier.web.binding;

import dev.rapier.web.Request;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate Validator on the arguments of a method. It needs all of them, so what it finds is reported only where nothing
 * else is wrong.
 *
 * @param inputs by the index of their Java parameter
 */
record MethodValidation(
        Validator validator, Object target, Method method, Map<Integer, Input> inputs, boolean bodyEmbedded)
        implements ArgumentValidation {
    @Override
    public void check(@Nullable Object[] arguments, Request request, Problems problems) {
        List<ConstraintViolation<Object>> violations =
                validator.forExecutables().validateParameters(target, method, arguments).stream()
                        .sorted(Comparator.comparing(violation -> violation.getPropertyPath() + violation.getMessage()))
                        .toList();
        for (ConstraintViolation<Object> violation : violations) {
            List<Object> steps = steps(violation.getPropertyPath());
            steps.forEach(problems::enter);
            problems.addValueError(violation.getMessage(), input(violation, request));
            steps.forEach(step -> problems.leave());
        }
    }

    private List<Object> steps(Path path) {
        var steps = new ArrayList<Object>();
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.PARAMETER) {
                Input input = input(node);
                if (input != null) {
                    steps.add(input.source().word());
                    if (input.source() != Source.BODY || bodyEmbedded) {
                        steps.add(input.name());
                    }
                }
            } else if (node.getIndex() != null) {
                steps.add(node.getIndex());
            } else if (node.getKind() == ElementKind.PROPERTY && node.getName() != null) {
                steps.add(node.getName());
            }
        }
        return steps;
    }

    private @Nullable Input input(Path.Node node) {
        return inputs.get(node.as(Path.ParameterNode.class).getParameterIndex());
    }

    /** The value as it came where it is a string of the request, else what was made of it. */
    private @Nullable Object input(ConstraintViolation<Object> violation, Request request) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                Input input = input(node);
                if (input != null
                        && input.source() != Source.BODY
                        && Inner.of(input.shape()).isScalar()) {
                    return input.raw(request);
                }
            }
        }
        return violation.getInvalidValue();
    }
}
