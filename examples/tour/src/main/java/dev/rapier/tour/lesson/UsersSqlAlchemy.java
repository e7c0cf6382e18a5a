package dev.rapier.tour.lesson;

import static dev.rapier.orm.Select.select;

import dev.rapier.async.Resource;
import dev.rapier.http.Get;
import dev.rapier.http.Post;
import dev.rapier.http.Provides;
import dev.rapier.http.Status;
import dev.rapier.orm.Mapped;
import dev.rapier.orm.Session;
import dev.rapier.orm.SessionMaker;
import dev.rapier.sql.UniqueViolation;
import dev.rapier.web.HttpException;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotBlank;
import java.util.Optional;

/**
 * Entities and sessions, on Hibernate ORM.
 *
 * <ul>
 *   <li>A session is a unit of work: it keeps what was loaded and added, and sends what changed
 *   <li>A transaction begins with the first statement and ends with {@code commit}, or is rolled back at the end
 *   <li>What was loaded stays readable after the commit
 * </ul>
 */
public final class UsersSqlAlchemy {
    private final SessionMaker sessions;

    public UsersSqlAlchemy(SessionMaker sessions) {
        // SessionMaker.of(OrmEngine.on(database, o -> o.entities(User.class).echo(true)))
        this.sessions = sessions;
    }

    @Entity
    @Table(name = "users")
    public static class User {
        static final Mapped<User, Integer> ID = Mapped.of(User.class, "id", Integer.class);

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        int id;

        String username = "";
        String email = "";

        protected User() {} // for Hibernate

        User(String username, String email) {
            this.username = username;
            this.email = email;
        }
    }

    // One session for each request whose handler asks for it: committed before the answer is sent, rolled back if it
    // throws
    @Provides
    Resource<Session> session() {
        return sessions.perRequest();
    }

    // Async query
    Optional<User> getUser(Session session, int userId) {
        var stmt = select(User.class).where(User.ID.eq(userId));
        return session.execute(stmt).scalarOneOrNone();
    }

    // Async insert
    User createUser(Session session, String username, String email) {
        var user = session.add(new User(username, email));
        session.commit();
        return session.refresh(user);
    }

    @Get("/users-sqlalchemy/{user_id}")
    Shown getUserEndpoint(int userId, Session session) {
        return getUser(session, userId).map(Shown::of).orElseThrow(() -> new HttpException(404, "User not found"));
    }

    @Post("/users-sqlalchemy")
    @Status(201)
    Shown createUserEndpoint(NewUser user, Session session) {
        try {
            return Shown.of(createUser(session, user.username(), user.email()));
        } catch (UniqueViolation e) {
            throw new HttpException(409, "Username " + user.username() + " is taken");
        }
    }

    record NewUser(@NotBlank String username, @NotBlank String email) {}

    record Shown(int id, String username, String email) {
        static Shown of(User user) {
            return new Shown(user.id, user.username, user.email);
        }
    }
}
