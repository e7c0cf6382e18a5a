package dev.rapier.client.declared;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.client.Client;
import dev.rapier.http.Get;
import dev.rapier.http.PathParam;
import dev.rapier.http.Post;
import dev.rapier.http.Query;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Interfaces that can't be declared are refused when they are declared, with the method and the reason. */
class DeclaredRefusalTest {
    interface NoRoute {
        String call();
    }

    interface TwoRoutes {
        @Get("/a")
        @Post("/b")
        String call();
    }

    interface Unbound {
        @Get("/users/{user_id}")
        String call(int id);
    }

    interface NotInTemplate {
        @Get("/users")
        String call(@PathParam("user_id") int id);
    }

    interface BodyOfGet {
        @Get("/users")
        String call(Map<String, String> filter);
    }

    interface RecordInQuery {
        @Get("/users")
        String call(@Query Map<String, String> filter);
    }

    interface BadTemplate {
        @Get("users")
        String call();
    }

    interface QueryInPath {
        @Get("/users?x=1")
        String call();
    }

    interface Later {
        @Get("/users")
        CompletableFuture<String> call();
    }

    interface Generic {
        @Get("/users")
        <T> List<T> call();
    }

    interface Crud<T> {
        @Get("/users")
        T call();
    }

    static final class NoInterface {}

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of(NoRoute.class, "has no @Get, @Post, .. and no body of its own"),
                Arguments.of(TwoRoutes.class, "has 2 routes"),
                Arguments.of(Unbound.class, "no parameter is for {user_id}"),
                Arguments.of(NotInTemplate.class, "/users has no {user_id}"),
                Arguments.of(BodyOfGet.class, "would be the body, and GET has none"),
                Arguments.of(RecordInQuery.class, "can't stand in the query"),
                Arguments.of(BadTemplate.class, "does not begin with a slash"),
                Arguments.of(QueryInPath.class, "is more than a path"),
                Arguments.of(Later.class, "its result is a CompletableFuture"),
                Arguments.of(Generic.class, "has type parameters"),
                Arguments.of(Crud.class, "what its result type T stands for"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadInterfaceIsRefusedWithMethodAndReason(Class<?> type, String why) {
        try (var client = Client.of("http://shop.test")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.declare(type))
                    .withMessageStartingWith(type.getTypeName() + ".call can't be declared: ")
                    .withMessageContaining(why);
        }
    }

    @Test
    void aClassIsNoInterface() {
        try (var client = Client.of("http://shop.test")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.declare(NoInterface.class))
                    .withMessageContaining("it is not an interface");
        }
    }
}
