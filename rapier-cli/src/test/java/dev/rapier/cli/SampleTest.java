package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.sql.Database;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program {@code examples/app.java} as it stands, but for the URL of its database: a real PostgreSQL, asked over a socket. */
class SampleTest {

    @TempDir
    static Path folder;

    private static EmbeddedPostgres postgres;
    private static ServedProgram program;

    @BeforeAll
    static void serve() throws Exception {
        postgres = EmbeddedPostgres.start();
        try (Database db = Database.of(postgres.url()).connect()) {
            db.execute("CREATE TABLE users (id int PRIMARY KEY, username text, email text)");
            db.execute("CREATE TABLE posts (id int PRIMARY KEY, user_id int, title text)");
            db.execute("CREATE TABLE items (id int PRIMARY KEY, name text, price float8)");
            db.execute("INSERT INTO users VALUES (1, 'ada', 'ada@example.org')");
            db.execute("INSERT INTO posts VALUES (1, 1, 'Notes'), (2, 1, 'More notes')");
            db.execute("INSERT INTO items SELECT i, 'Item ' || i, i * 10 FROM generate_series(0, 999) i");
        }
        String source = Files.readString(Path.of("../examples/app.java"));
        String url = "postgresql://user:password@localhost/dbname";
        assertThat(source).contains(url);
        Path file = Files.writeString(
                folder.resolve("app.java"), source.replace(url, postgres.url().toString()));
        program = ServedProgram.rapier(List.of("run", file.toString(), "--port", "0"));
    }

    @AfterAll
    static void stop() {
        if (program != null) {
            program.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void two_queries_of_one_gather_are_one_answer() throws Exception {
        HttpResponse<String> answer = program.get("/users/1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"user\":{\"id\":1,\"username\":\"ada\",\"email\":\"ada@example.org\"},"
                        + "\"posts\":[{\"id\":1,\"title\":\"Notes\"},{\"id\":2,\"title\":\"More notes\"}]}");
    }

    @Test
    void an_unknown_user_is_not_found() throws Exception {
        HttpResponse<String> answer = program.get("/users/2");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"User not found\"}");
    }

    @Test
    void a_wrong_path_parameter_is_told() throws Exception {
        HttpResponse<String> answer = program.get("/users/one");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("int_parsing", "[\"path\",\"user_id\"]");
    }

    @Test
    void the_export_is_a_file_of_a_thousand_rows() throws Exception {
        HttpResponse<String> answer = program.get("/export-csv");
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(answer.headers().firstValue("content-disposition"))
                .hasValueSatisfying(
                        value -> assertThat(value).startsWith("attachment").contains("data.csv"));
        assertThat(answer.body().lines()).hasSize(1001).startsWith("id,name,price", "0,Item 0,0.0", "1,Item 1,10.0");
    }
}
