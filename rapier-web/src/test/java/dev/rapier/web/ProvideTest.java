package dev.rapier.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Resource;
import dev.rapier.http.Get;
import dev.rapier.http.NonBlocking;
import dev.rapier.http.Provides;
import dev.rapier.web.memory.MemoryCall;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is provided to handlers for the time of a request. */
class ProvideTest {
    private final List<String> steps = new CopyOnWriteArrayList<>();

    /** Something that is begun and ended. */
    record Work(List<String> steps) implements AutoCloseable {
        @Override
        public void close() {
            steps.add("closed");
        }
    }

    private Resource<Work> work() {
        return Resource.from(out -> {
            steps.add("begun");
            try (var work = new Work(steps)) {
                out.yield(work);
                steps.add("committed");
            } catch (Exception e) {
                steps.add("rolled back for " + e.getMessage());
                throw e;
            }
        });
    }

    final class Handlers {
        @Get("/good/{id}")
        String good(int id, Work work) {
            work.steps().add("handled");
            return "good " + id;
        }

        @Get("/bad")
        String bad(Work work) {
            throw new HttpException(409, "no");
        }

        @Get("/lines")
        AsyncGenerator<String> lines(Work work) {
            return AsyncGenerator.of(out -> {
                work.steps().add("streamed");
                out.yield("line");
            });
        }

        @Get("/shown")
        Shown shown(Work work) {
            return new Shown(work);
        }
    }

    /** Notes when it is made into JSON. */
    record Shown(Work work) {
        @Override
        public Work work() {
            work.steps().add("shown");
            return new Work(List.of());
        }
    }

    private Served served() {
        return Served.of(app -> app.provide(Work.class, work()).include(new Handlers()));
    }

    private MemoryCall get(Consumer<App> setup, String target) {
        try (Served served = Served.of(setup)) {
            return served.get(target);
        }
    }

    @Test
    void itIsBegunBeforeTheHandlerAndEndedAfterIt() {
        try (Served served = served()) {
            MemoryCall call = served.get("/good/7");

            assertThat(Served.text(call)).isEqualTo("\"good 7\"");
            assertThat(steps).containsExactly("begun", "handled", "committed", "closed");
        }
    }

    @Test
    void eachRequestHasItsOwn() {
        try (Served served = served()) {
            assertThat(served.get("/good/7").status()).isEqualTo(200);
            assertThat(served.get("/good/8").status()).isEqualTo(200);

            assertThat(steps).filteredOn("begun"::equals).hasSize(2);
        }
    }

    @Test
    void itSeesWhatTheHandlerThrowsWhichIsStillTheAnswer() {
        try (Served served = served()) {
            assertThat(served.get("/bad").status()).isEqualTo(409);
            assertThat(steps).containsExactly("begun", "closed", "rolled back for 409: no");
        }
    }

    @Test
    void anEndThatFailsIsTheAnswer() {
        MemoryCall call = get(
                app -> app.provide(Work.class, Resource.from(out -> {
                            out.yield(new Work(steps));
                            throw new HttpException(503, "the commit failed");
                        }))
                        .include(new Handlers()),
                "/good/7");

        assertThat(call.status()).isEqualTo(503);
        assertThat(Served.text(call)).isEqualTo("{\"detail\":\"the commit failed\"}");
    }

    @Test
    void aBeginThatFailsIsTheAnswerAndTheHandlerIsNotCalled() {
        MemoryCall call = get(
                app -> app.provide(
                                Work.class,
                                Resource.of(
                                        () -> {
                                            throw new HttpException(401);
                                        },
                                        _ -> steps.add("released")))
                        .include(new Handlers()),
                "/good/7");

        assertThat(call.status()).isEqualTo(401);
        assertThat(steps).isEmpty();
    }

    @Test
    void theResultIsMadeIntoBytesBeforeTheEnd() {
        try (Served served = served()) {
            assertThat(Served.text(served.get("/shown"))).isEqualTo("{\"work\":{\"steps\":[]}}");
            assertThat(steps).containsExactly("begun", "shown", "committed", "closed");
        }
    }

    @Test
    void aStreamedBodyIsMadeAfterTheEnd() {
        try (Served served = served()) {
            assertThat(Served.text(served.get("/lines"))).isEqualTo("\"line\"\n");
            assertThat(steps).containsExactly("begun", "committed", "closed", "streamed");
        }
    }

    @Test
    void aRouteByHandSaysWhatItNeeds() {
        MemoryCall call = get(
                app -> {
                    app.provide(Work.class, work());
                    app.get("/", request -> {
                                request.provided(Work.class).steps().add("handled");
                                return "done";
                            })
                            .needs(Work.class);
                },
                "/");

        assertThat(call.status()).isEqualTo(200);
        assertThat(steps).containsExactly("begun", "handled", "committed", "closed");
    }

    @Test
    void whoDoesNotSaySoIsTold() {
        var said = new CopyOnWriteArrayList<String>();
        get(
                app -> app.provide(Work.class, work())
                        .exceptionHandler(IllegalStateException.class, (_, e) -> {
                            said.add(e.getMessage());
                            return "";
                        })
                        .get("/", request -> request.provided(Work.class)),
                "/");

        assertThat(said)
                .containsExactly("There is no Work for GET /: the route must say so by needs(Work.class) or by a"
                        + " parameter, and its use ends before the answer is sent");
        assertThat(steps).isEmpty();
    }

    record User(String name) {}

    /** A program of one file. */
    final class Program {
        @Provides
        Resource<Work> begun() {
            return work();
        }

        @Provides
        User user(Request request, Work work) {
            work.steps().add("looked up");
            return new User(request.query("token").orElseThrow(() -> new HttpException(401, "Who are you?")));
        }

        @Get("/me")
        String me(User user, Work work) {
            work.steps().add("handled");
            return user.name();
        }
    }

    @Test
    void methodsProvideAndNeedOthers() {
        try (Served served = Served.of(app -> app.include(new Program()))) {
            assertThat(Served.text(served.get("/me?token=ann"))).isEqualTo("\"ann\"");
            assertThat(steps).containsExactly("begun", "looked up", "handled", "committed", "closed");
            steps.clear();
            assertThat(served.get("/me").status()).isEqualTo(401);
            assertThat(steps).containsExactly("begun", "looked up", "closed", "rolled back for 401: Who are you?");
        }
    }

    @Test
    void whatNothingProvidesIsToldWhenTheObjectIsIncluded() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rapier.create().include(new Handlers()))
                .withMessageContaining("parameter 2 (dev.rapier.web.ProvideTest$Work work)")
                .withMessageContaining("is not provided by anything, and can't be read from a body: call"
                        + " app.provide(Work.class, ..) before the object is included");
    }

    @Test
    void whatNothingProvidesIsToldAtTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Served.of(
                        app -> app.get("/", request -> "").named("Shop.list").needs(Work.class)))
                .withMessageStartingWith(
                        "Shop.list needs a dev.rapier.web.ProvideTest$Work, which nothing provides: call app.provide(");
    }

    static final class Circle {
        @Provides
        User user(Work work) {
            return new User("ann");
        }

        @Provides
        Work work(User user) {
            return new Work(List.of());
        }

        @Get("/")
        String get(User user) {
            return user.name();
        }
    }

    @Test
    void circlesAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Served.of(app -> app.include(new Circle())))
                .withMessage("What is provided needs itself: User needs Work needs User");
    }

    @Test
    void oneTypeIsProvidedOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rapier.create().provide(Work.class, work()).include(new Program()))
                .withMessageContaining("is provided by app.provide already, and can't be by Program.begun, too");
        assertThatThrownBy(() -> Rapier.create().provide(Request.class, Resource.of(() -> null, _ -> {})))
                .hasMessageContaining("can't provide a Request");
    }

    static final class Generic {
        @Provides
        List<String> names() {
            return List.of();
        }
    }

    static final class OnTheLoop {
        @Get("/")
        @NonBlocking
        String get(Work work) {
            return "";
        }
    }

    @Test
    void whatCantBeProvidedIsTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rapier.create().include(new Generic()))
                .withMessage(
                        "Generic.names bears @Provides, but returns java.util.List<java.lang.String>; it must return"
                                + " a class without type parameters, or a Resource of one");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Served.of(app -> app.provide(Work.class, work()).include(new OnTheLoop())))
                .withMessageContaining("OnTheLoop.get does not block, so that nothing can be provided to it");
    }
}
