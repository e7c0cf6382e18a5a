package dev.rapier.client.declared;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Coroutine;
import dev.rapier.async.Task;
import dev.rapier.client.ClientCall;
import dev.rapier.client.ClientResponse;
import dev.rapier.client.ReceivedEvent;
import dev.rapier.http.MediaType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends a call and makes the result of a method of what comes back. */
@FunctionalInterface
interface Answer {
    @Nullable
    Object of(ClientCall call);

    /** Reads a response that was a success. */
    @FunctionalInterface
    interface Reader {
        @Nullable
        Object read(ClientResponse response);
    }

    static Answer of(Method method) {
        Type type = method.getGenericReturnType();
        if (type == ClientResponse.class) {
            return ClientCall::send; // whatever its status: the caller looks at it
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            Reader inner = reader(method, generic.getActualTypeArguments()[0]);
            return call -> optional(call.send(), inner);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == AsyncGenerator.class) {
            Type item = checked(method, generic.getActualTypeArguments()[0]);
            return call -> items(call, item);
        }
        Reader reader = reader(method, type);
        return call -> reader.read(call.send().raiseForStatus());
    }

    private static Object optional(ClientResponse response, Reader inner) {
        boolean none = response.statusCode() == 404 || response.statusCode() == 204;
        return none ? Optional.empty() : Optional.ofNullable(inner.read(response.raiseForStatus()));
    }

    private static Reader reader(Method method, Type type) {
        if (type == void.class || type == Void.class) {
            return response -> null;
        }
        if (type == String.class) {
            return response -> isJson(response) ? response.json(String.class) : response.text();
        }
        if (type == byte[].class) {
            return ClientResponse::bytes;
        }
        Type checked = checked(method, type);
        return response -> response.json(checked);
    }

    private static Type checked(Method method, Type type) {
        Class<?> raw = type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> c
                ? c
                : type instanceof Class<?> plain ? plain : Object.class;
        boolean later = Stream.of(Coroutine.class, Task.class, Future.class, CompletionStage.class)
                .anyMatch(kind -> kind.isAssignableFrom(raw));
        if (later) {
            throw PlanReader.refused(
                    method,
                    "its result is a " + raw.getSimpleName() + ", but a call waits for the answer; declare the value,"
                            + " and let the caller say async(..), start(..) or gather(..)");
        }
        if (type instanceof TypeVariable<?>) {
            throw PlanReader.refused(method, "what its result type " + type + " stands for is not known at run time");
        }
        return type;
    }

    private static boolean isJson(ClientResponse response) {
        return response.header("Content-Type")
                .flatMap(MediaType::parse)
                .filter(MediaType::isJson)
                .isPresent();
    }

    /** The request is sent when the walk begins; its end, at whatever place, closes the response. */
    private static AsyncGenerator<Object> items(ClientCall call, Type item) {
        return AsyncGenerator.of(out -> {
            try (ClientResponse response = call.stream()) {
                if (!response.isSuccess()) {
                    response.read().raiseForStatus();
                }
                String kind = response.header("Content-Type").orElse("");
                AsyncGenerator<?> items = item == ReceivedEvent.class
                        ? response.events()
                        : kind.startsWith("text/event-stream") ? response.events(item) : response.jsonLines(item);
                items.forEach(out::yield);
            }
        });
    }
}
