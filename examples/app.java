import module dev.rapier;
import static dev.rapier.async.Async.*;

record User(int id, String username, String email) {}
record Post(int id, String title) {}
record UserWithPosts(User user, List<Post> posts) {}

final Database db = Database.of("postgresql://user:password@localhost/dbname");

@OnStartup  void connect()    { db.connect(); }
@OnShutdown void disconnect() { db.disconnect(); }

@Get("/users/{user_id}")
UserWithPosts user(int userId) {
    return gather(
        () -> db.fetchOne(User.class, "SELECT * FROM users WHERE id = :id", Map.of("id", userId))
                .orElseThrow(() -> new HttpException(404, "User not found")),
        () -> db.fetchAll(Post.class, "SELECT * FROM posts WHERE user_id = :id", Map.of("id", userId)),
        UserWithPosts::new);                       // both queries at once; one fails: the other is cancelled
}

@Get("/export-csv")
StreamingResponse export() {
    return StreamingResponse.of(AsyncGenerator.<String>of(out -> {
        out.yield("id,name,price\n");
        db.iterate("SELECT id, name, price FROM items").forEach(row -> out.yield(row.toCsv()));
    })).mediaType("text/csv").attachment("data.csv"); // a slow client slows the query; a gone client ends it
}

void main() { Rapier.serve(this); }                // http://127.0.0.1:8000, docs at /docs
