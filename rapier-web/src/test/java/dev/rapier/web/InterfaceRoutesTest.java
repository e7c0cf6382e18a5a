package dev.rapier.web;

import static dev.rapier.web.Served.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.http.Get;
import dev.rapier.http.PathPrefix;
import org.junit.jupiter.api.Test;

/** Routes that are written on an interface, and the prefix of a type. */
class InterfaceRoutesTest {
    @PathPrefix("/parts")
    private interface Parts {
        @Get("/ready")
        default String ready() {
            return "ready";
        }

        @Get("/own")
        String own();

        @Get("/{part_id}")
        String part(int partId);
    }

    private static final class Shop implements Parts {
        @Get("/shop/own")
        @Override
        public String own() {
            return "own";
        }

        @Override
        public String part(int partId) {
            return "part " + partId;
        }
    }

    @PathPrefix("/v1/")
    private static final class Wrong {
        @Get("/x")
        String x() {
            return "";
        }
    }

    @Test
    void theAnnotationsOfAnInterfaceCountForTheClassThatImplementsIt() {
        try (var served = Served.of(app -> app.include("/api", new Shop()))) {
            assertThat(text(served.get("/api/parts/7"))).isEqualTo("\"part 7\"");
            assertThat(text(served.get("/api/parts/ready"))).isEqualTo("\"ready\"");
        }
    }

    @Test
    void theClassesOwnAnnotationWinsAndHasThePrefixOfItsOwnType() {
        try (var served = Served.of(app -> app.include(new Shop()))) {
            assertThat(text(served.get("/shop/own"))).isEqualTo("\"own\"");
            assertThat(served.get("/parts/own").status()).isEqualTo(422);
        }
    }

    @Test
    void aPrefixThatEndsWithASlashIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rapier.create().include(new Wrong()))
                .withMessageContaining("@PathPrefix(\"/v1/\")")
                .withMessageContaining("must begin and must not end with a slash");
    }
}
