package dev.rapier.tour;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.http.Get;
import dev.rapier.http.Post;
import dev.rapier.http.Query;
import dev.rapier.orm.Mapped;
import dev.rapier.orm.MappedText;
import dev.rapier.orm.OrmEngine;
import dev.rapier.orm.Session;
import dev.rapier.orm.SessionClosed;
import dev.rapier.orm.SessionMaker;
import dev.rapier.sql.Database;
import dev.rapier.sql.UniqueViolation;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import dev.rapier.vertx.VertxEngine;
import dev.rapier.web.HttpException;
import dev.rapier.web.JsonResponse;
import dev.rapier.web.Rapier;
import dev.rapier.web.RunningApp;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One session for each request, over real sockets and on a real PostgreSQL. */
class SessionPerRequestTest {
    @Entity
    static class Guest {
        static final Mapped<Guest, Long> ID = Mapped.of(Guest.class, "id", Long.class);
        static final MappedText<Guest> NAME = Mapped.text(Guest.class, "name");

        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Long id;

        public String name = "";

        @OneToMany
        public List<Guest> friends = new ArrayList<>();

        Guest() {}

        Guest(String name) {
            this.name = name;
        }
    }

    static final class Guests {
        @Post("/guests")
        Long add(@Query String name, Session session) {
            return session.add(new Guest(name)).id;
        }

        @Post("/refused")
        Long refuse(@Query String name, Session session) {
            session.add(new Guest(name));
            session.flush();
            throw new HttpException(409, "full");
        }

        @Post("/slow")
        Long slow(@Query String name, Session session) {
            Long id = session.add(new Guest(name)).id;
            session.connection().fetchVal("SELECT pg_sleep(60)");
            return id;
        }

        @Post("/patient")
        Long patient(@Query String name, Session session) {
            session.add(new Guest(name));
            session.flush();
            Async.sleep(Duration.ofMinutes(1));
            return 1L;
        }

        @Get("/guests")
        List<String> names(Session session) {
            return session.scalars(select(Guest.NAME).orderBy(Guest.NAME)).all();
        }

        @Get("/lazy")
        Guest lazy(Session session) {
            return session.scalars(select(Guest.class)).one();
        }

        @Get("/idle")
        boolean idle(Session session) {
            return session.inTransaction();
        }

        @Get("/streamed")
        AsyncGenerator<String> streamed(Session session) {
            return session.stream(select(Guest.NAME));
        }
    }

    private static final Database DATABASE = Database.of(
                    EmbeddedPostgres.shared().createDatabase(), o -> o.maxSize(4))
            .connect();
    private static final OrmEngine ENGINE = OrmEngine.on(DATABASE, o -> o.entities(Guest.class));
    private static final RunningApp APP = start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static RunningApp start() {
        ENGINE.createAll();
        DATABASE.execute("ALTER TABLE guest ADD UNIQUE (name) DEFERRABLE INITIALLY DEFERRED");
        var app = Rapier.create();
        app.settings().port(0);
        app.provide(Session.class, SessionMaker.of(ENGINE).perRequest());
        app.exceptionHandler(
                UniqueViolation.class,
                (_, _) -> JsonResponse.of(Map.of("detail", "taken")).status(409));
        app.exceptionHandler(
                SessionClosed.class,
                (_, e) -> JsonResponse.of(Map.of("detail", e.getMessage())).status(500));
        return app.include(new Guests()).start(new VertxEngine());
    }

    @BeforeEach
    void empty() {
        DATABASE.execute("TRUNCATE guest CASCADE");
    }

    @AfterAll
    static void stop() {
        APP.stop();
        HTTP.close();
        ENGINE.close();
        DATABASE.close();
    }

    private static HttpResponse<String> send(String method, String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(Components.url(APP.address()) + path))
                            .method(method, BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Async.cancelled(e);
        }
    }

    private static List<String> stored() {
        return DATABASE.fetchAll(String.class, "SELECT name FROM guest ORDER BY name");
    }

    @Test
    void itIsCommittedBeforeTheAnswerIsSent() {
        assertThat(send("POST", "/guests?name=ann").statusCode()).isEqualTo(200);
        assertThat(stored()).containsExactly("ann");
        assertThat(send("GET", "/guests").body()).isEqualTo("[\"ann\"]");
    }

    @Test
    void itIsRolledBackWhenTheHandlerThrows() {
        var answer = send("POST", "/refused?name=ann");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"full\"}");
        assertThat(stored()).isEmpty();
        assertThat(DATABASE.pool().active()).isZero();
    }

    @Test
    void aCommitThatFailsIsTheAnswer() {
        send("POST", "/guests?name=ann");
        var answer = send("POST", "/guests?name=ann");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"taken\"}");
        assertThat(stored()).containsExactly("ann");
        assertThat(DATABASE.pool().active()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/slow", "/patient"})
    void itIsRolledBackWhenTheClientGoesAway(String path) throws IOException {
        try (var client =
                new Socket(InetAddress.getLoopbackAddress(), APP.address().getPort())) {
            client.getOutputStream()
                    .write(("POST " + path + "?name=ann HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Waiting.until(() -> inserting() == 1, "the guest is inserted, and not committed");
            assertThat(stored()).isEmpty();
        }
        Waiting.until(() -> inserting() == 0, "its transaction has ended");
        Waiting.until(() -> DATABASE.pool().active() == 0, "the connection is back");
        assertThat(stored()).isEmpty();
        assertThat(send("POST", "/guests?name=ann").statusCode()).isEqualTo(200); // nobody holds a lock
    }

    /** Open transactions that have written something. */
    private static long inserting() {
        return DATABASE.fetchVal(Long.class, """
                        SELECT count(*) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL
                        """).orElseThrow();
    }

    @Test
    void requestsAtOnceHaveASessionEach() {
        var statuses = Async.run(() -> Async.map(
                IntStream.range(0, 40).boxed().toList(),
                i -> send("POST", "/guests?name=guest" + i).statusCode()));

        assertThat(statuses).containsOnly(200);
        assertThat(stored()).hasSize(40);
        assertThat(DATABASE.pool().active()).isZero();
    }

    @Test
    void aHandlerThatDoesNotUseItTakesNoConnection() {
        assertThat(send("GET", "/idle").body()).isEqualTo("false");
    }

    @Test
    void lazyAttributesOfTheResultAreLoadedWhileItIsMadeIntoJson() {
        send("POST", "/guests?name=ann");
        assertThat(send("GET", "/lazy").body()).isEqualTo("{\"name\":\"ann\",\"friends\":[]}");
    }

    @Test
    void aStreamedBodyCantUseItAndIsToldWhatToDo() {
        var answer = send("GET", "/streamed");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Session.stream after close()");
        assertThat(DATABASE.pool().active()).isZero();
    }
}
