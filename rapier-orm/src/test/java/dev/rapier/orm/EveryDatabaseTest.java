package dev.rapier.orm;

import static dev.rapier.async.Async.map;
import static dev.rapier.async.Async.run;
import static dev.rapier.orm.BulkDelete.delete;
import static dev.rapier.orm.BulkUpdate.update;
import static dev.rapier.orm.Func.count;
import static dev.rapier.orm.Load.selectInLoad;
import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapier.sql.Database;
import dev.rapier.sql.UniqueViolation;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The core of sessions, on every kind of database. */
@ParameterizedClass
@EnumSource
class EveryDatabaseTest {
    @Entity
    @Table(name = "users") // a name that MariaDB has in another schema, too
    static class Person {
        static final Mapped<Person, Integer> ID = Mapped.of(Person.class, "id", Integer.class);
        static final MappedText<Person> USERNAME = Mapped.text(Person.class, "username");
        static final MappedText<Person> EMAIL = Mapped.text(Person.class, "email");
        static final Mapped<Person, Integer> LOGIN_COUNT = Mapped.of(Person.class, "loginCount", Integer.class);
        static final Mapped<Person, Letter> LETTERS = Mapped.of(Person.class, "letters", Letter.class);

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Integer id;

        String username;

        @Column(unique = true)
        String email;

        Integer loginCount;

        @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
        List<Letter> letters = new ArrayList<>();

        Person() {}

        Person(String username, String email) {
            this.username = username;
            this.email = email;
        }

        Person with(String title) {
            letters.add(new Letter(this, title));
            return this;
        }
    }

    @Entity
    @Table(name = "letters")
    static class Letter {
        static final Mapped<Letter, Long> ID = Mapped.of(Letter.class, "id", Long.class);
        static final MappedText<Letter> TITLE = Mapped.text(Letter.class, "title");

        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @ManyToOne
        Person author;

        String title;

        @Version
        int version;

        Letter() {}

        Letter(Person author, String title) {
            this.author = author;
            this.title = title;
        }
    }

    @TempDir
    static Path directory;

    private static Database db;
    private static OrmEngine engine;
    private static SessionMaker sessions;

    EveryDatabaseTest(Kind kind) {}

    @BeforeParameterizedClassInvocation
    static void createTables(Kind kind) {
        db = Database.of(kind.url(directory), o -> o.maxSize(4)).connect();
        engine = OrmEngine.on(db, o -> o.echo(true).entities(Person.class, Letter.class));
        sessions = SessionMaker.of(engine);
        engine.createAll();
        assertThat(Shop.echoOf(engine::createAll))
                .as("what is there stays")
                .noneMatch(line -> line.contains("create table") || line.contains("drop table"));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        if (engine != null) { // the kind was skipped
            engine.close();
            db.close();
        }
        engine = null;
    }

    @BeforeEach
    void empty() {
        db.execute("DELETE FROM letters");
        db.execute("DELETE FROM users");
    }

    @AfterEach
    void everyConnectionIsHome() {
        assertThat(db.pool().active()).isZero();
    }

    private static Person saved(String name) {
        return sessions.begin(session -> session.add(new Person(name, name + "@example.org")));
    }

    private static List<String> names() {
        try (var session = sessions.open()) {
            return session.scalars(select(Person.USERNAME).orderBy(Person.USERNAME))
                    .all();
        }
    }

    @Test
    void whatIsAddedAndCommittedIsFoundByItsKey() {
        var ann = saved("ann");
        assertThat(ann.id).isNotNull();
        try (var session = sessions.open()) {
            assertThat(session.getOne(Person.class, ann.id).email).isEqualTo("ann@example.org");
            assertThat(session.getOne(Person.class, ann.id)).isSameAs(session.getOne(Person.class, ann.id));
            assertThat(session.get(Person.class, ann.id + 1)).isEmpty();
        }
    }

    @Test
    void whatIsRolledBackIsNotThere() {
        try (var session = sessions.open()) {
            session.add(new Person("ann", "ann@example.org"));
            session.flush();
            session.rollback();
            session.add(new Person("bob", "bob@example.org"));
            session.commit();
            session.add(new Person("cid", "cid@example.org"));
            session.flush();
        }
        assertThat(names()).containsExactly("bob");
    }

    @Test
    void changesAndDeletionsAreWrittenByTheCommit() {
        var ann = saved("ann");
        var bob = saved("bob");
        sessions.begin(session -> {
            session.getOne(Person.class, ann.id).username = "anna";
            session.delete(session.getOne(Person.class, bob.id));
            return session;
        });
        assertThat(names()).containsExactly("anna");
    }

    @Test
    void aRolledBackSavepointKeepsTheOuterWork() {
        try (var session = sessions.open()) {
            session.add(new Person("ann", "ann@example.org"));
            assertThatThrownBy(() -> session.beginNested(() -> {
                        session.add(new Person("bob", "bob@example.org"));
                        session.flush();
                        throw new IllegalStateException("not bob");
                    }))
                    .hasMessage("not bob");
            session.beginNested(() -> session.add(new Person("cid", "cid@example.org")));
            session.commit();
        }
        assertThat(names()).containsExactly("ann", "cid");
    }

    @Test
    void aViolationBehindASavepointIsMendedByIt() {
        try (var session = sessions.open()) {
            session.add(new Person("ann", "ann@example.org"));
            assertThatThrownBy(() -> session.beginNested(() -> session.add(new Person("eve", "ann@example.org"))))
                    .isInstanceOf(UniqueViolation.class);
            session.add(new Person("bob", "bob@example.org"));
            session.commit();
        }
        assertThat(names()).containsExactly("ann", "bob");
    }

    @Test
    void afterAViolationTheSessionWantsARollbackAndWorksAgain() {
        saved("ann");
        try (var session = sessions.open()) {
            assertThatThrownBy(() -> session.add(new Person("eve", "ann@example.org")))
                    .isInstanceOf(UniqueViolation.class)
                    .hasMessageNotContaining("ann@");
            assertThatThrownBy(() -> session.get(Person.class, 1)).isInstanceOf(PendingRollback.class);
            session.rollback();
            session.add(new Person("bob", "bob@example.org"));
            session.commit();
        }
        assertThat(names()).containsExactly("ann", "bob");
    }

    @Test
    void queriesFilterSortJoinAndCount() {
        sessions.begin(session -> {
            session.add(new Person("ann", "a@example.org").with("one").with("two"));
            session.add(new Person("bob", "b@example.org").with("three"));
            session.add(new Person("cid", "c@example.com"));
            return session;
        });
        try (var session = sessions.open()) {
            assertThat(session.scalars(select(Person.USERNAME)
                                    .where(Person.EMAIL.endsWith(".org").and(Person.USERNAME.ilike("B%")))
                                    .orderBy(Person.ID))
                            .all())
                    .containsExactly("bob");
            assertThat(session.scalars(select(Person.USERNAME)
                                    .orderBy(Person.USERNAME.desc())
                                    .limit(1)
                                    .offset(1))
                            .all())
                    .containsExactly("bob");
            var title = Person.LETTERS.to(Letter.TITLE);
            assertThat(session.scalars(select(Person.USERNAME)
                                    .join(Person.LETTERS)
                                    .where(title.in("one", "three"))
                                    .orderBy(title))
                            .all())
                    .containsExactly("ann", "bob");
            assertThat(session.scalar(select(count(Person.class)))).contains(3L);
            assertThat(session.scalars(select(Person.class)
                                    .orderBy(Person.USERNAME)
                                    .options(selectInLoad(Person.LETTERS)))
                            .all())
                    .extracting(person -> person.letters.size())
                    .containsExactly(2, 1, 0);
        }
    }

    @Test
    void manyRowsAreChangedAndDeletedByOneStatement() {
        saved("ann");
        saved("bob");
        try (var session = sessions.open()) {
            assertThat(session.execute(update(Person.class)
                            .where(Person.USERNAME.eq("ann"))
                            .values(Person.LOGIN_COUNT, 7)))
                    .isOne();
            assertThat(session.execute(delete(Person.class).where(Person.LOGIN_COUNT.isNull())))
                    .isOne();
            session.commit();
        }
        assertThat(names()).containsExactly("ann");
    }

    @Test
    void aStreamGivesAllRowsInPartitionsAndLeavesEarly() {
        sessions.begin(session -> {
            session.addAll(IntStream.range(0, 1200)
                    .mapToObj(i -> new Letter(null, "letter " + i))
                    .toList());
            return session;
        });
        try (var session = sessions.open()) {
            var titles = select(Letter.TITLE).orderBy(Letter.ID);
            assertThat(session.partitions(titles, 500).map(List::size).toList()).containsExactly(500, 500, 200);
            assertThat(session.stream(titles).take(3).toList()).containsExactly("letter 0", "letter 1", "letter 2");
            assertThat(session.scalar(select(count(Letter.class)))).contains(1200L);
        }
    }

    @Test
    void twoThatChangeOneRowAreNoticed() {
        var id = sessions.begin(session -> session.add(new Letter(null, "one"))).id;
        try (var session = sessions.open()) {
            var letter = session.getOne(Letter.class, id);
            session.commit();
            db.execute("UPDATE letters SET version = version + 1");
            letter.title = "two";
            assertThatThrownBy(session::commit).isInstanceOf(StaleData.class);
        }
    }

    @Test
    void aSessionAndTheDatabaseShareATransaction() {
        assertThatThrownBy(() -> db.transaction(() -> {
                    db.execute("INSERT INTO users (username, email) VALUES ('ann', 'a')");
                    sessions.begin(session -> session.add(new Person("bob", "b")));
                    assertThat(db.fetchVal(Long.class, "SELECT count(*) FROM users"))
                            .contains(2L);
                    throw new IllegalStateException("neither");
                }))
                .hasMessage("neither");
        assertThat(names()).isEmpty();
    }

    @Test
    void tasksHaveASessionEach() {
        run(() -> map(
                IntStream.range(0, 20).boxed().toList(),
                i -> sessions.begin(session -> session.add(new Person("user " + i, i + "@example.org")))));
        assertThat(names()).hasSize(20);
    }
}
