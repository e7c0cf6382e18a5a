package dev.rapier.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.embedded.EmbeddedPostgres;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hibernate.LazyInitializationException;
import org.junit.jupiter.api.Test;

/** References that are loaded when they are needed. */
class LazyReferenceTest {
    @Entity
    static class Team {
        @Id
        private long id;

        private String name;

        Team() {}

        Team(long id, String name) {
            this.id = id;
            this.name = name;
        }

        String name() {
            return name;
        }
    }

    @Entity
    static class Player {
        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Team team;

        Player() {}

        Player(long id, Team team) {
            this.id = id;
            this.team = team;
        }
    }

    @Entity
    static class Match {
        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Player best;
    }

    @Test
    void loadWhenAMethodIsCalledInsideTheSessionOnly() {
        try (var engine = OrmEngine.create(
                EmbeddedPostgres.shared().createDatabase(), o -> o.entities(Team.class, Player.class))) {
            engine.createAll();
            var sessions = SessionMaker.of(engine);
            sessions.begin(session -> session.add(new Player(1, session.add(new Team(7, "seven")))));

            try (var session = sessions.open()) {
                assertThat(session.getOne(Player.class, 1L).team.name()).isEqualTo("seven");
            }
            Player detached;
            try (var session = sessions.open()) {
                detached = session.getOne(Player.class, 1L);
            }
            assertThatThrownBy(() -> detached.team.name()).isInstanceOf(LazyInitializationException.class);
        }
    }

    @Test
    void areRefusedWhereAFieldWouldSilentlyBeNull() {
        var log = Logger.getLogger("rapier.orm");
        log.setLevel(Level.OFF);
        try (var engine = OrmEngine.on(Shop.DB, o -> o.entities(Match.class, Player.class, Team.class))) {
            assertThatThrownBy(engine::awaitMapping)
                    .isInstanceOf(MappingException.class)
                    .hasMessageStartingWith(
                            "Match.best is a lazy reference to a Player, whose field id can be read from"
                                    + " outside: it would be null until a method of the Player is called.");
        } finally {
            log.setLevel(null);
        }
    }
}
