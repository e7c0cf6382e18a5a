package dev.rapier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.client.Client;
import dev.rapier.client.HttpStatusException;
import dev.rapier.http.Body;
import dev.rapier.http.Cookie;
import dev.rapier.http.Default;
import dev.rapier.http.Delete;
import dev.rapier.http.Get;
import dev.rapier.http.Header;
import dev.rapier.http.PathPrefix;
import dev.rapier.http.Post;
import dev.rapier.http.Put;
import dev.rapier.http.Query;
import dev.rapier.http.Status;
import dev.rapier.web.App;
import dev.rapier.web.HttpException;
import dev.rapier.web.Rapier;
import dev.rapier.web.RunningApp;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One interface on both sides: a server implements it, a client declares it, and a socket lies between. */
class DeclaredClientTest {
    enum Size {
        SMALL,
        LARGE
    }

    record Maker(String name, Optional<String> city) {}

    record Part(@Positive int id, String name, BigDecimal price, List<Maker> makers, Size size) {}

    record Echo(String text) {}

    @PathPrefix("/parts")
    interface Parts {
        @Get("/{part_id}")
        Part part(int partId);

        @Get("/{part_id}/maybe")
        Optional<Part> maybe(int partId);

        @Get("/")
        List<Part> search(@Default("100") Optional<Integer> limit, @Query("size") List<Size> sizes);

        @Post("/")
        @Status(201)
        Part create(Part part);

        @Put("/{part_id}")
        Part replace(int partId, Part part, @Body String why);

        @Delete("/{part_id}")
        @Status(204)
        void delete(int partId);

        @Get("/echo/{path:path}")
        Echo echo(
                String path,
                String q,
                double number,
                UUID id,
                LocalDate day,
                Instant at,
                OffsetDateTime offset,
                Duration length,
                @Header String userAgent,
                @Header("X-List") List<Integer> numbers,
                @Cookie("s-id") String session);

        @Get("/all/stream")
        AsyncGenerator<Part> stream();
    }

    /** The server's side: its annotations are those of the interface. */
    static final class Shelf implements Parts {
        private final Map<Integer, Part> parts = new ConcurrentHashMap<>();

        @Override
        public Part part(int partId) {
            return Optional.ofNullable(parts.get(partId))
                    .orElseThrow(() -> new HttpException(404, "No part " + partId));
        }

        @Override
        public Optional<Part> maybe(int partId) {
            return Optional.ofNullable(parts.get(partId));
        }

        @Override
        public List<Part> search(Optional<Integer> limit, List<Size> sizes) {
            return new TreeMap<>(parts)
                    .values().stream()
                            .filter(part -> sizes.contains(part.size()))
                            .limit(limit.orElse(0))
                            .toList();
        }

        @Override
        public Part create(Part part) {
            parts.put(part.id(), part);
            return part;
        }

        @Override
        public Part replace(int partId, Part part, String why) {
            var changed = new Part(partId, part.name() + ", " + why, part.price(), part.makers(), part.size());
            parts.put(partId, changed);
            return changed;
        }

        @Override
        public void delete(int partId) {
            parts.remove(partId);
        }

        @Override
        public Echo echo(
                String path,
                String q,
                double number,
                UUID id,
                LocalDate day,
                Instant at,
                OffsetDateTime offset,
                Duration length,
                String userAgent,
                List<Integer> numbers,
                String session) {
            return new Echo(all(path, q, number, id, day, at, offset, length, userAgent, numbers, session));
        }

        @Override
        public AsyncGenerator<Part> stream() {
            return AsyncGenerator.of(out -> {
                for (Part part : new TreeMap<>(parts).values()) {
                    out.yield(part);
                }
            });
        }

        static String all(Object... values) {
            return List.of(values).toString();
        }
    }

    private static final Part BLADE = new Part(
            1, "blade \u00fc", new BigDecimal("9.5"), List.of(new Maker("ada", Optional.of("Bath"))), Size.SMALL);
    private static final Part HILT =
            new Part(2, "hilt", new BigDecimal("3"), List.of(new Maker("bob", Optional.empty())), Size.LARGE);

    private static RunningApp running;
    private static Client client;
    private static Parts parts;

    @BeforeAll
    static void serve() {
        App app = Rapier.create().include(new Shelf());
        app.settings().port(0);
        running = app.start();
        client = Client.of("http://127.0.0.1:" + running.address().getPort());
        parts = client.declare(Parts.class);
    }

    @AfterAll
    static void stop() {
        client.close();
        running.stop();
    }

    @Test
    void whatIsSentIsWhatTheServerReadsAndWhatItAnswersIsWhatComesBack() {
        assertThat(parts.create(BLADE)).isEqualTo(BLADE);
        assertThat(parts.create(HILT)).isEqualTo(HILT);
        assertThat(parts.part(1)).isEqualTo(BLADE);
        assertThat(parts.maybe(1)).contains(BLADE);
        assertThat(parts.maybe(99)).isEmpty();
        assertThat(parts.search(Optional.empty(), List.of(Size.SMALL, Size.LARGE)))
                .containsExactly(BLADE, HILT);
        assertThat(parts.search(Optional.of(1), List.of(Size.LARGE))).containsExactly(HILT);
        assertThat(parts.stream().toList()).containsExactly(BLADE, HILT);
        assertThat(parts.replace(2, HILT, "worn").name()).isEqualTo("hilt, worn");
        parts.delete(1);
        parts.delete(2);
        assertThat(parts.maybe(1)).isEmpty();
    }

    @Test
    void everyKindOfScalarArrivesAsItWas() {
        UUID id = UUID.fromString("12345678-1234-5678-1234-567812345678");
        LocalDate day = LocalDate.of(2026, 2, 28);
        Instant at = Instant.parse("2026-02-28T01:02:03.456Z");
        OffsetDateTime offset = at.atOffset(ZoneOffset.ofHours(5));
        Duration length = Duration.ofMillis(90_061_500);
        assertThat(parts.echo(
                                "a/b c/\u00e9",
                                "x&y=z+ %",
                                -1.5e10,
                                id,
                                day,
                                at,
                                offset,
                                length,
                                "me",
                                List.of(1, 2),
                                "s1")
                        .text())
                .isEqualTo(Shelf.all(
                        "a/b c/\u00e9", "x&y=z+ %", -1.5e10, id, day, at, offset, length, "me", List.of(1, 2), "s1"));
    }

    @Test
    void anErrorOfTheServerIsAnExceptionWithItsWords() {
        assertThatThrownBy(() -> parts.part(404))
                .isInstanceOf(HttpStatusException.class)
                .hasMessageEndingWith("/parts/404: client error 404 Not Found: No part 404");
        assertThatThrownBy(() -> parts.create(new Part(-1, "x", BigDecimal.ONE, List.of(), Size.SMALL)))
                .isInstanceOfSatisfying(HttpStatusException.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(422);
                    assertThat(e.detail().orElseThrow().items()).hasSize(1);
                })
                .hasMessageEndingWith("body.id: Input should be greater than 0");
    }
}
