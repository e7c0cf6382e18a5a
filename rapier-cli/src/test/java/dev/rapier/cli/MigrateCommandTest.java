package dev.rapier.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.sql.Database;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MigrateCommandTest {
    @TempDir
    Path folder;

    private final String database = EmbeddedPostgres.shared().createDatabase();
    private final StringWriter output = new StringWriter();

    @BeforeEach
    void twoMigrations() throws Exception {
        write("V1__users.sql", "CREATE TABLE users (id int);");
        write("V2__posts.sql", "CREATE TABLE posts (id int);\n\nCREATE INDEX ON posts (id);");
    }

    @Test
    void new_names_the_file_that_it_made() {
        assertThat(rapier("new", "add", "email")).isZero();
        Path file = folder.resolve("V3__add_email.sql");
        assertThat(output).hasToString(file + "\n");
        assertThat(file).content().startsWith("-- add email\n");
    }

    @Test
    void up_applies_in_order_and_once() {
        assertThat(onDatabase("up")).isZero();
        assertThat(onDatabase("up")).isZero();
        assertThat(output).hasToString("applied 1\napplied 2\nNothing to apply\n");
        assertThat(onDatabase("validate")).isZero();
    }

    @Test
    void status_is_a_table() throws Exception {
        assertThat(onDatabase("up")).isZero();
        write("V3__tags.sql", "CREATE TABLE tags (id int);");
        output.getBuffer().setLength(0);
        assertThat(onDatabase("status")).isZero();
        assertThat(output.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("version +file +state +applied at +by +took +checksum"),
                        line -> assertThat(line).matches("1 +V1__users\\.sql +applied +20\\S+Z +rapier +\\d+ ms +\\d+"),
                        line -> assertThat(line).matches("2 +V2__posts\\.sql +applied +20\\S+Z +rapier +\\d+ ms +\\d+"),
                        line -> assertThat(line).matches("3 +V3__tags\\.sql +pending +- +- +- +\\d+"),
                        line -> assertThat(line).isEqualTo("3 migrations, 1 pending"));
    }

    @Test
    void validate_ends_with_one_and_says_what_is_not_so() {
        assertThat(onDatabase("validate")).isOne();
        assertThat(output.toString()).contains("V1__users.sql is not applied yet", "V2__posts.sql is not applied yet");
    }

    @Test
    void a_migration_that_fails_is_told_with_its_line_and_leaves_nothing() throws Exception {
        write("V2__posts.sql", "CREATE TABLE posts (id int);\n\nCREATE INDEX ON posts (nothing);");
        assertThat(onDatabase("up")).isOne();
        assertThat(output).hasToString("""
                The migration V2__posts.sql failed at line 3: column "nothing" does not exist (SQLSTATE 42703) \
                -- in the statement: CREATE INDEX ON posts (nothing)
                Nothing of this file stays in the database; those before it are applied.
                """);
        try (Database db = Database.of(database).connect()) {
            assertThat(db.fetchVal("SELECT to_regclass('users')")).isPresent();
            assertThat(db.fetchVal("SELECT to_regclass('posts')")).isEmpty();
        }
    }

    @Test
    void repair_takes_over_what_was_changed() throws Exception {
        assertThat(onDatabase("up")).isZero();
        write("V1__users.sql", "CREATE TABLE users (id int); -- the users");
        output.getBuffer().setLength(0);
        assertThat(onDatabase("up")).isOne();
        assertThat(output.toString()).contains("V1__users.sql was changed after it was applied");
        assertThat(onDatabase("repair")).isZero();
        assertThat(output.toString()).contains("took over the checksum of 1");
        assertThat(onDatabase("up")).isZero();
    }

    @Test
    void a_database_with_tables_needs_a_baseline() {
        try (Database db = Database.of(database).connect()) {
            db.execute("CREATE TABLE users (id int)");
        }
        assertThat(onDatabase("up")).isOne();
        output.getBuffer().setLength(0);
        assertThat(onDatabase("up", "--baseline", "1")).isZero();
        assertThat(output).hasToString("applied 2\n");
    }

    @Test
    void two_processes_at_once_apply_each_once() throws Exception {
        write("V1__users.sql", "SELECT pg_sleep(1);\nCREATE TABLE users (id int);");
        List<String> command = ServedProgram.rapierCommand(
                List.of("migrate", "up", "--database", database, "--migrations", folder.toString()));
        List<Process> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            both.add(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        List<String> said = new ArrayList<>();
        for (Process process : both) {
            said.add(process.inputReader().readAllAsString());
            assertThat(process.waitFor()).as(said.toString()).isZero();
        }
        assertThat(String.join("", said).lines())
                .containsExactlyInAnyOrder("applied 1", "applied 2", "Nothing to apply");
    }

    @Test
    void a_wrong_command_line_ends_with_two() {
        assertThat(rapier("up", "--database", "oracle://ann:secret@localhost/x"))
                .isEqualTo(2);
        assertThat(output.toString())
                .contains("No database is known for the URL")
                .doesNotContain("secret");
        assertThat(rapier()).isEqualTo(2);
        assertThat(output.toString()).contains("What shall it do?");
        assertThat(rapier("new", "&")).isEqualTo(2);
    }

    @Test
    void a_database_that_can_not_be_reached_ends_with_one() {
        assertThat(rapier("up", "--database", "postgresql://ann:secret@127.0.0.1:1/x"))
                .isOne();
        assertThat(output.toString()).contains("127.0.0.1:1").doesNotContain("secret");
    }

    private void write(String name, String sql) throws Exception {
        Files.writeString(folder.resolve(name), sql);
    }

    private int onDatabase(String command, String... more) {
        List<String> line = new ArrayList<>(List.of(command, "--database", database));
        line.addAll(List.of(more));
        return rapier(line.toArray(String[]::new));
    }

    /** Runs a command on the folder; all that it says goes to one place. */
    private int rapier(String... words) {
        List<String> line = new ArrayList<>(List.of("migrate"));
        line.addAll(List.of(words));
        if (words.length > 0) {
            line.addAll(List.of("--migrations", folder.toString()));
        }
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(output, true));
        commandLine.setErr(new PrintWriter(output, true));
        return commandLine.execute(line.toArray(String[]::new));
    }
}
