package dev.rapier.orm;

import static dev.rapier.async.Async.gather;
import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.ConnectionLost;
import dev.rapier.sql.Database;
import dev.rapier.sql.DatabaseNotConnected;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.Collections;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Engines: their own pool, a database's, and entities that do not fit. */
class EngineTest {
    private static final Logger LOG = Logger.getLogger("rapier.orm");

    @BeforeEach
    void quiet() {
        LOG.setLevel(Level.OFF); // the errors are meant
    }

    @AfterEach
    void loud() {
        LOG.setLevel(null);
    }

    @Entity
    static class Item {
        static final Mapped<Item, Long> ID = Mapped.of(Item.class, "id", Long.class);

        @Id
        long id;

        String fullName;

        Item() {}

        Item(long id) {
            this.id = id;
        }
    }

    @Test
    void anEngineOfItsOwnConnectsWithTheFirstStatement() {
        try (var engine = OrmEngine.create(
                EmbeddedPostgres.shared().createDatabase(), o -> o.poolSize(2).entities(Item.class))) {
            assertThat(engine.database().isConnected()).isFalse();
            engine.createAll();
            engine.createAll();
            var sessions = SessionMaker.of(engine);
            sessions.begin(session -> session.add(new Item(7)));
            assertThat(engine.database().fetchOne("SELECT id, full_name FROM item"))
                    .isPresent();
            assertThat(engine.database().pool().max()).isEqualTo(2);
        }
    }

    @Test
    void plainSqlNeedsNoSession() {
        try (var engine = OrmEngine.create(EmbeddedPostgres.shared().createDatabase(), o -> o.entities(Item.class))) {
            engine.createAll();
            engine.begin(transaction -> transaction.execute("INSERT INTO item (id) VALUES (1)"));
            assertThatThrownBy(() -> engine.begin(transaction -> {
                        transaction.execute("INSERT INTO item (id) VALUES (2)");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            try (var connection = engine.connect()) {
                assertThat(connection.fetchAll(Long.class, "SELECT id FROM item"))
                        .containsExactly(1L);
            }
            engine.close();
            assertThatThrownBy(engine::connect).isInstanceOf(SessionClosed.class);
        }
    }

    @Test
    void makingAnEngineNeedsNoDatabase() {
        try (var engine =
                OrmEngine.create("postgresql://nobody:secret@127.0.0.1:1/none", o -> o.entities(Item.class))) {
            engine.awaitMapping();
            try (var session = SessionMaker.of(engine).open()) {
                assertThatThrownBy(() -> session.get(Item.class, 1L))
                        .isInstanceOf(ConnectionLost.class)
                        .hasMessageNotContaining("secret");
            }
        }
    }

    @Test
    void anEngineOnADatabaseThatIsNotConnectedSaysSo() {
        try (var engine = OrmEngine.on(Database.of("postgresql://u:p@127.0.0.1:1/none"), o -> o.entities(Item.class));
                var session = SessionMaker.of(engine).open()) {
            assertThatThrownBy(() -> session.get(Item.class, 1L))
                    .isInstanceOf(DatabaseNotConnected.class)
                    .hasMessageContaining("call connect() at start-up");
        }
    }

    @Test
    @Tag("S40")
    void aClosedEngineSaysSoToAllWhoComeAndTheDatabaseOfOthersStaysOpen() {
        var engine = OrmEngine.on(Shop.DB, o -> o.entities(Item.class));
        engine.awaitMapping();
        var sessions = SessionMaker.of(engine);
        engine.close();
        engine.close();

        var tenTimes = Collections.nCopies(10, (dev.rapier.async.Coroutine<Session>) sessions::open);
        assertThatThrownBy(() -> gather(tenTimes))
                .isInstanceOf(SessionClosed.class)
                .hasMessageStartingWith("The engine on postgresql://rapier:********@127.0.0.1:")
                .hasMessageEndingWith("is closed");
        assertThat(Shop.DB.isConnected()).isTrue();
    }

    @Test
    void aWrongUrlIsToldAtOnce() {
        assertThatThrownBy(() -> OrmEngine.create("oracle://u:p@h/d", o -> o))
                .isInstanceOf(IllegalArgumentException.class);
    }

    class Inner {}

    @Entity
    class InnerEntity {
        @Id
        long id;
    }

    @Entity
    record RecordEntity(@Id long id) {}

    @Entity
    static class NoConstructor {
        @Id
        long id;

        NoConstructor(long id) {
            this.id = id;
        }
    }

    @Entity
    static class WrongType {
        static final Mapped<WrongType, String> ID = Mapped.of(WrongType.class, "id", String.class);

        @Id
        long id;
    }

    @Entity
    static class WrongName {
        static final Mapped<WrongName, Long> KEY = Mapped.of(WrongName.class, "key", Long.class);

        @Id
        long id;
    }

    @Entity
    static class NoId {
        String name;
    }

    private static void refused(Class<?> entity, String message) {
        try (var engine = OrmEngine.on(Shop.DB, o -> o.entities(entity))) {
            assertThatThrownBy(engine::awaitMapping)
                    .isInstanceOf(MappingException.class)
                    .hasMessageContaining(message);
            try (var session = SessionMaker.of(engine).open()) {
                assertThatThrownBy(() -> session.scalars(select(entity))).isInstanceOf(MappingException.class);
            }
        }
    }

    @Test
    void entitiesThatDoNotFitAreToldInPlainWords() {
        refused(Inner.class, "EngineTest$Inner can't be an entity: it has no @Entity");
        refused(
                InnerEntity.class,
                "it is an inner class, which can't be made without an instance of the class around it;"
                        + " write 'static class InnerEntity'");
        refused(RecordEntity.class, "it is a record, whose values never change; an entity is a class");
        refused(NoConstructor.class, "it has no constructor without parameters");
        refused(NoId.class, "NoId");
    }

    @Test
    void columnsThatDoNotFitAreToldWhenTheEngineStarts() {
        refused(WrongType.class, "The column WrongType.id says java.lang.String, but the entity's attribute is a long");
        refused(WrongName.class, "WrongName.key is not mapped: WrongName has id");
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> OrmEngine.on(Shop.DB, o -> o.batchSize(0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OrmEngine.create("postgresql://u:p@h/d", o -> o.poolSize(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
