package dev.rapier.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.async.Resource;
import dev.rapier.http.Get;
import dev.rapier.http.Provides;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Something else in the place of what is provided, for tests. */
class OverrideTest {
    private final List<String> steps = new CopyOnWriteArrayList<>();

    record Token(String text) {}

    record User(String name) {}

    final class Program {
        @Provides
        Token token(Request request) {
            steps.add("token");
            return new Token(request.header("authorization").orElseThrow(() -> new HttpException(401)));
        }

        @Provides
        User user(Token token) {
            steps.add("user");
            return new User("owner of " + token.text());
        }

        @Get("/me")
        String me(User user) {
            return user.name();
        }
    }

    private static Resource<User> named(String name) {
        return Resource.of(() -> new User(name), _ -> {});
    }

    @Test
    void whatStoodThereIsNotMadeNorWhatOnlyThatNeeded() {
        try (Served served = Served.of(app -> app.include(new Program()).override(User.class, named("ann")))) {
            assertThat(Served.text(served.get("/me"))).isEqualTo("\"ann\"");
            assertThat(steps).isEmpty();
        }
    }

    @Test
    void itCountsFromTheNextRequestOnAndCanBeTakenBack() {
        var held = new AtomicReference<App>();
        try (Served served = Served.of(app -> held.set(app.include(new Program())))) {
            App app = held.get();
            assertThat(served.get("/me").status()).isEqualTo(401);
            app.override(User.class, named("ann"));
            assertThat(Served.text(served.get("/me"))).isEqualTo("\"ann\"");
            app.override(User.class, named("bob"));
            assertThat(Served.text(served.get("/me"))).isEqualTo("\"bob\"");
            app.withoutOverrides();
            assertThat(served.get("/me").status()).isEqualTo(401);
        }
    }

    @Test
    void whatIsNeededBelowCanBeOverriddenAlone() {
        try (Served served = Served.of(app ->
                app.include(new Program()).override(Token.class, Resource.of(() -> new Token("x"), _ -> {})))) {
            assertThat(Served.text(served.get("/me"))).isEqualTo("\"owner of x\"");
            assertThat(steps).containsExactly("user");
        }
    }

    @Test
    void itMayDependOnTheRequest() {
        try (Served served = Served.of(app -> app.include(new Program())
                .overrideFor(User.class, request -> named(request.query("as").orElse("nobody"))))) {
            assertThat(Served.text(served.get("/me?as=cid"))).isEqualTo("\"cid\"");
        }
    }

    @Test
    void whatNothingProvidesCantBeOverridden() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Served.app().override(User.class, named("ann")))
                .withMessage(
                        "There is nothing to override: nothing provides a dev.rapier.web.OverrideTest$User so far");
    }
}
