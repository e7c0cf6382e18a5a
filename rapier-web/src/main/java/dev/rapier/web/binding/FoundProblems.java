package dev.rapier.web.binding;

import dev.rapier.web.ValidationError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The problems of one request with their places, in the order in which they were found. Used by one thread. */
final class FoundProblems implements Problems {
    private final ArrayList<Object> path = new ArrayList<>();
    private final ArrayList<ValidationError> found = new ArrayList<>();

    @Override
    public void enter(Object step) {
        path.add(step);
    }

    @Override
    public void leave() {
        path.removeLast();
    }

    @Override
    public int count() {
        return found.size();
    }

    @Override
    public void add(String type, String msg, @Nullable Object input, Map<String, @Nullable Object> ctx) {
        found.add(new ValidationError(type, List.copyOf(path), msg, input, ctx));
    }

    List<ValidationError> all() {
        return found;
    }
}
