package dev.rapier.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.orm.MappingException;
import dev.rapier.orm.OrmEngine;
import dev.rapier.sql.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sources are compiled, and the columns that come out are used in queries on a real PostgreSQL. */
class ColumnProcessorTest {
    @TempDir
    Path directory;

    private static final String BASE = """
            package shop;

            import jakarta.persistence.*;

            @MappedSuperclass
            public abstract class Base<K> {
                @Id @GeneratedValue(strategy = GenerationType.IDENTITY)
                K id;
            }
            """;

    private static final String USER = """
            package shop;

            import jakarta.persistence.*;
            import java.util.*;

            @Entity @Table(name = "users")
            public class User extends Base<Long> {
                enum Level { NEW, OLD }

                static final String NOT_MAPPED = "";
                String username;
                int loginCount;
                byte[] photo;
                @Enumerated(EnumType.STRING) Level level = Level.NEW;
                @Transient String mood;
                @OneToMany(mappedBy = "author") List<Post> posts = new ArrayList<>();
                @ElementCollection Map<String, Integer> scores = new HashMap<>();

                protected User() {}

                User(String username, int loginCount) {
                    this.username = username;
                    this.loginCount = loginCount;
                }

                @Entity
                static class Post extends Base<Long> {
                    String title;
                    @ManyToOne User author;

                    Post() {}

                    Post(String title, User author) {
                        this.title = title;
                        this.author = author;
                    }
                }
            }
            """;

    private static final String PROGRAM = """
            package shop;

            import static dev.rapier.orm.Select.select;

            import dev.rapier.orm.*;
            import java.util.List;

            public final class Program {
                private Program() {}

                public static List<String> run(String url) {
                    try (var engine = OrmEngine.create(url, o -> o.entities(User.class, User.Post.class))) {
                        engine.createAll();
                        var sessions = SessionMaker.of(engine);
                        sessions.begin(session -> {
                            var ann = session.add(new User("ann", 7));
                            session.add(new User("bob", 3));
                            return session.add(new User.Post("one", ann));
                        });
                        try (var session = sessions.open()) {
                            return session.scalars(select(UserColumns.USERNAME)
                                            .join(UserColumns.POSTS)
                                            .where(UserColumns.LOGIN_COUNT.gt(5))
                                            .where(UserColumns.LEVEL.eq(User.Level.NEW))
                                            .where(UserColumns.POSTS.to(UserPostColumns.TITLE).startsWith("o"))
                                            .orderBy(UserColumns.ID))
                                    .all();
                        }
                    }
                }
            }
            """;

    @Test
    void columnsOfRealSourcesAreUsedInQueries() throws Exception {
        var compiled = Compilation.of(
                directory, Map.of("shop/Base.java", BASE, "shop/User.java", USER, "shop/Program.java", PROGRAM));

        assertThat(compiled.messages()).isEmpty();
        assertThat(compiled.success()).isTrue();
        try (var loader = compiled.loader()) {
            var program = loader.loadClass("shop.Program").getMethod("run", String.class);
            assertThat(program.invoke(null, EmbeddedPostgres.shared().createDatabase()))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                    .containsExactly("ann");
        }
    }

    @Test
    void theClassIsAsVisibleAsItsEntityAndHasAConstantForEachAttribute() throws Exception {
        Compilation.of(directory, Map.of("shop/Base.java", BASE, "shop/User.java", USER));

        assertThat(Files.readString(directory.resolve("shop/UserColumns.java")))
                .contains("public final class UserColumns {")
                .contains("MappedText<shop.User> USERNAME = dev.rapier.orm.Mapped.text(shop.User.class, \"username\");")
                .contains("Mapped<shop.User, java.lang.Long> ID = ")
                .contains("Mapped<shop.User, java.lang.Integer> LOGIN_COUNT = ")
                .contains("Mapped<shop.User, byte[]> PHOTO = ")
                .contains("Mapped<shop.User, shop.User.Post> POSTS = ")
                .contains("Mapped<shop.User, java.lang.Integer> SCORES = ")
                .doesNotContain("MOOD", "NOT_MAPPED");
        assertThat(Files.readString(directory.resolve("shop/UserPostColumns.java")))
                .contains("\nfinal class UserPostColumns {")
                .contains("Mapped<shop.User.Post, shop.User> AUTHOR = ");
    }

    @Test
    void gettersAreReadWhereTheIdIsOne() throws Exception {
        var compiled = Compilation.of(directory, Map.of("Item.java", """
                import jakarta.persistence.*;

                @Entity
                class Item {
                    private long key;
                    private String cache;

                    Item() {}

                    @Id long getKey() { return key; }

                    void setKey(long key) { this.key = key; }

                    boolean isSold() { return false; }

                    @Transient String getCache() { return cache; }

                    String shown() { return cache; }
                }
                """));

        assertThat(compiled.messages()).isEmpty();
        assertThat(Files.readString(directory.resolve("ItemColumns.java")))
                .doesNotContain("package ")
                .contains("Mapped<Item, java.lang.Long> KEY = ", "Mapped<Item, java.lang.Boolean> SOLD = ")
                .doesNotContain("CACHE", "SHOWN");
    }

    @Test
    void whatCantBeWrittenIsNotedAndNoError() throws Exception {
        var compiled = Compilation.of(directory, Map.of("Outer.java", """
                import jakarta.persistence.*;
                import java.util.List;

                final class Outer {
                    private Outer() {}

                    @Entity
                    private static class Hidden {
                        @Id long id;
                    }

                    @Entity
                    static class Tagged {
                        @Id long id;
                        List<String> tags;
                    }
                }
                """));

        assertThat(compiled.success()).isTrue();
        assertThat(compiled.messages())
                .containsExactlyInAnyOrder(
                        "NOTE: No columns are written for a private entity, which another class can't name",
                        "NOTE: No column is written for tags, since a java.util.List<java.lang.String> has no class literal");
    }

    /** Columns that were compiled before the entity was changed. */
    @Test
    void columnsThatAreOutOfDateAreToldWhenTheEngineStarts() throws Exception {
        Compilation.of(directory, Map.of("shop/Base.java", BASE, "shop/User.java", USER));
        var columns = Files.readString(directory.resolve("shop/UserPostColumns.java"));
        Files.writeString(directory.resolve("shop/UserPostColumns.java"), columns.replace("\"title\"", "\"headline\""));
        var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        directory + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                        directory.resolve("shop/UserPostColumns.java").toString()))
                .isZero();
        var log = Logger.getLogger("rapier.orm");
        log.setLevel(Level.OFF); // the error is meant
        try (var loader = new Compilation(directory, true, java.util.List.of()).loader()) {
            var user = loader.loadClass("shop.User");
            var post = loader.loadClass("shop.User$Post");
            try (var engine = OrmEngine.create("postgresql://u:p@127.0.0.1:1/none", o -> o.entities(user, post))) {
                assertThatThrownBy(engine::awaitMapping)
                        .isInstanceOf(MappingException.class)
                        .hasMessage("Post.headline is not mapped: Post has author, id, title");
            }
        } finally {
            log.setLevel(null);
        }
    }
}
