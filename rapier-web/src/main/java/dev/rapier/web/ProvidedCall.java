package dev.rapier.web;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a handler needs, calls it, makes its answer, and ends what was made, in reverse order. Where the request does not fit, all that
 * is wrong is reported at once, as FastAPI does: who lacks something is not called, but says what else is wrong.
 *
 * @param providers the first one first
 * @param answer makes the answer while that which is provided is still there
 */
record ProvidedCall(List<Provider<?>> providers, Handler handler, Request request, Answer answer) {
    /** Makes an answer of what a handler returns. */
    interface Answer {
        Response of(@Nullable Object result);
    }

    Response run() throws Exception {
        return run(0, List.of());
    }

    private Response run(int at, List<ValidationError> found) throws Exception {
        if (at == providers.size()) {
            if (!found.isEmpty()) {
                throw handler.refuse(request, found);
            }
            return answer.of(handler.call(request));
        }
        Provider<?> next = providers.get(at);
        if (!next.needs().stream().allMatch(request::isProvided)) {
            return run(at + 1, next.maker().refuse(request, found).errors());
        }
        Object made;
        try {
            made = next.maker().call(request);
        } catch (RequestValidationException refused) {
            return run(
                    at + 1,
                    Stream.concat(found.stream(), refused.errors().stream()).toList());
        }
        return Objects.requireNonNull(next.use(made, request, () -> run(at + 1, found)));
    }
}
