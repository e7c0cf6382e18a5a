package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.gather;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rapier.http.Get;
import dev.rapier.http.OnShutdown;
import dev.rapier.http.OnStartup;
import dev.rapier.sql.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Async database queries: the user and the posts are fetched at once.
 *
 * <ul>
 *   <li>Non-blocking queries with named parameters
 *   <li>Connection pool managed automatically
 *   <li>If the client goes away, or one query fails, the database is told to end the other one
 * </ul>
 */
public final class UsersWithPosts {
    private final Database database;

    public UsersWithPosts(Database database) {
        // Database.of("postgresql://user:password@localhost/dbname")
        this.database = database;
    }

    @OnStartup
    void startup() {
        database.connect();
    }

    @OnShutdown
    void shutdown() {
        database.disconnect();
    }

    @Get("/users/{user_id}")
    UserWithPosts getUserWithPosts(int userId) {
        var values = Map.of("user_id", userId);

        // Concurrent queries
        return gather(
                () -> database.fetchOne(User.class, "SELECT * FROM users WHERE id = :user_id", values),
                () -> database.fetchAll(Post.class, "SELECT * FROM posts WHERE user_id = :user_id ORDER BY id", values),
                UserWithPosts::new);
    }

    record User(int id, String username, String email) {}

    record Post(int id, @JsonProperty("user_id") int userId, String title) {}

    record UserWithPosts(Optional<User> user, List<Post> posts) {}
}
