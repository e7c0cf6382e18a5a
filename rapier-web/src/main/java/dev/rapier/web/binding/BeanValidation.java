package dev.rapier.web.binding;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate Validator on a record.
 *
 * @param names from the name of a component to its name in JSON
 */
record BeanValidation(Validator validator, Map<String, String> names) implements Validation {
    @Override
    public void check(Object made, @Nullable Object input, Problems problems) {
        List<ConstraintViolation<Object>> violations = validator.validate(made).stream()
                .sorted(Comparator.comparing(violation -> violation.getPropertyPath() + violation.getMessage()))
                .toList();
        for (ConstraintViolation<Object> violation : violations) {
            List<Object> steps = steps(violation.getPropertyPath());
            Object at = input;
            for (Object step : steps) {
                problems.enter(step);
                at = child(at, step);
            }
            problems.addValueError(violation.getMessage(), at);
            steps.forEach(step -> problems.leave());
        }
    }

    private List<Object> steps(Path path) {
        var steps = new ArrayList<Object>();
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                steps.add(node.getIndex());
            } else if (node.getKey() != null) {
                steps.add(node.getKey().toString());
            }
            String name = node.getName();
            if (name != null && node.getKind() == ElementKind.PROPERTY) {
                steps.add(names.getOrDefault(name, name));
            }
        }
        return steps;
    }

    private static @Nullable Object child(@Nullable Object input, Object step) {
        return switch (input) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list when step instanceof Integer index && index < list.size() -> list.get(index);
            case null, default -> input;
        };
    }
}
