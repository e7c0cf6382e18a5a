package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The SQLAlchemy part of the guide, line by line. */
class SeedTest {
    private final SessionMaker asyncSession = SessionMaker.of(Shop.ENGINE);

    @BeforeEach
    void empty() {
        Shop.empty();
    }

    User getUser(int userId) {
        try (var session = asyncSession.open()) {
            var stmt = select(User.class).where(User.ID.eq(userId));
            var result = session.execute(stmt);
            var user = result.scalarOneOrNone();
            return user.orElse(null);
        }
    }

    User createUser(String username, String email) {
        try (var session = asyncSession.open()) {
            var user = new User(username, email);
            session.add(user);
            session.commit();
            session.refresh(user);
            return user;
        }
    }

    @Test
    void createsAUserAndGetsIt() {
        var created = createUser("ann", "ann@example.org");

        assertThat(created.id).isNotNull();
        var found = getUser(created.id);
        assertThat(found).isNotSameAs(created);
        assertThat(found.username).isEqualTo("ann");
        assertThat(found.email).isEqualTo("ann@example.org");
    }

    @Test
    void aUserThatIsNotThereIsNone() {
        assertThat(getUser(4711)).isNull();
    }
}
