package dev.rapier.web;

import static dev.rapier.web.Served.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.http.CpuBound;
import dev.rapier.http.Delete;
import dev.rapier.http.Get;
import dev.rapier.http.NonBlocking;
import dev.rapier.http.OnShutdown;
import dev.rapier.http.OnStartup;
import dev.rapier.http.Post;
import dev.rapier.http.RunToCompletion;
import dev.rapier.http.Status;
import dev.rapier.web.engine.ThreadKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncludeTest {
    static class Person {
        public String getName() {
            return "ada";
        }
    }

    static final class Member extends Person {
        public String getPassword() {
            return "secret";
        }
    }

    @SuppressWarnings("unused") // called by the framework
    private static class Users {
        final List<String> events = new ArrayList<>();

        @OnStartup
        private void connect() {
            events.add("connect");
        }

        @OnShutdown
        void disconnect() {
            events.add("disconnect");
        }

        @Get("/users/zoe")
        private String zoe() {
            return "zoe";
        }

        @Get("/users/{user_id}")
        String byId(Request request) {
            return "user " + request.pathParam("user_id");
        }

        @Get("/users/adam")
        String adam() {
            return "adam";
        }

        @Post("/users")
        @Status(201)
        Person create() {
            return new Member();
        }

        @Delete("/users")
        static String clear() {
            return "cleared";
        }

        @Get("/cpu")
        @CpuBound
        String cpu() {
            return Thread.currentThread().isVirtual() ? "virtual" : "platform";
        }

        @Get("/loop")
        @NonBlocking
        String loop() {
            return Thread.currentThread().getName();
        }

        @Get("/sturdy")
        @RunToCompletion
        String sturdy() {
            return "";
        }
    }

    static class Animals {
        @Get("/sound")
        String sound() {
            return "?";
        }

        @Get("/legs")
        String legs() {
            return "4";
        }
    }

    static class Dogs extends Animals {
        @Get("/sound")
        @Override
        String sound() {
            return "woof";
        }
    }

    static class Contradiction {
        @Get("/")
        @CpuBound
        @NonBlocking
        String both() {
            return "";
        }
    }

    static class HookWithParameter {
        @OnStartup
        void connect(String url) {}
    }

    @Test
    void privateMethodsServeInTheOrderOfTheSource() {
        try (Served served = Served.of(app -> app.include(new Users()))) {
            assertThat(text(served.get("/users/zoe"))).isEqualTo("\"zoe\"");
            assertThat(text(served.get("/users/7"))).isEqualTo("\"user 7\"");
            assertThat(text(served.get("/users/adam"))).isEqualTo("\"user adam\"");
            assertThat(text(served.call("DELETE", "/users"))).isEqualTo("\"cleared\"");
        }
    }

    @Test
    void theDeclaredResultDecidesWhatIsSentAndTheStatusIsThatOfTheAnnotation() {
        try (Served served = Served.of(app -> app.include(new Users()))) {
            assertThat(served.call("POST", "/users").status()).isEqualTo(201);
            assertThat(text(served.call("POST", "/users"))).isEqualTo("{\"name\":\"ada\"}");
        }
    }

    @Test
    void hooksOfAnObjectRun() {
        var users = new Users();
        try (Served served = Served.of(app -> app.include(users))) {
            assertThat(served.running().inFlightLimit()).isPositive();
            assertThat(users.events).containsExactly("connect");
        }
        assertThat(users.events).containsExactly("connect", "disconnect");
    }

    @Test
    void handlersRunOnTheKindOfThreadThatTheyAskFor() {
        try (Served served = Served.of(app -> app.include(new Users()))) {
            assertThat(text(served.get("/cpu"))).isEqualTo("\"platform\"");
            assertThat(text(served.get("/loop"))).isEqualTo("\"memory-loop\"");
        }
    }

    @Test
    void endpointsTellWhatTheAnnotationsSay() {
        App app = Served.app().include("/api", new Users());

        Endpoint sturdy = app.endpoints().getLast();
        assertThat(sturdy.description()).isEqualTo("GET /api/sturdy");
        assertThat(sturdy.name()).isEqualTo("Users.sturdy");
        assertThat(sturdy.kind()).isEqualTo(ThreadKind.VIRTUAL);
        assertThat(sturdy.cancelledWithClient()).isFalse();
        assertThat(sturdy.inSchema()).isTrue();
    }

    @Test
    void aSubclassReplacesTheMethodsThatItOverrides() {
        try (Served served = Served.of(app -> app.include(new Dogs()))) {
            assertThat(text(served.get("/sound"))).isEqualTo("\"woof\"");
            assertThat(text(served.get("/legs"))).isEqualTo("\"4\"");
        }
    }

    @Test
    void anObjectWithoutRoutesAndHooksIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Served.app().include("text"))
                .withMessageContaining("java.lang.String has no method with @Get");
    }

    @Test
    void aClassInsteadOfAnObjectIsRefusedWithAHint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Served.app().include(Record.class))
                .withMessageContaining("include an object, not its class");
    }

    @Test
    void aContradictionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Served.app().include(new Contradiction()))
                .withMessage("Contradiction.both is both @CpuBound and @NonBlocking; choose one");
    }

    @Test
    void aHookWithAParameterIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Served.app().include(new HookWithParameter()))
                .withMessageContaining("HookWithParameter.connect bears @OnStartup");
    }

    @Test
    void aPrefixMustBeginAndNotEndWithASlash() {
        assertThatIllegalArgumentException().isThrownBy(() -> Served.app().include("api", new Users()));
        assertThatIllegalArgumentException().isThrownBy(() -> Served.app().include("/api/", new Users()));
    }
}
