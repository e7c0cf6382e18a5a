package dev.rapier.tour.lesson;

import dev.rapier.async.Fn;
import dev.rapier.sql.Database;
import dev.rapier.tour.lesson.Lessons.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names the lessons: chapters and titles are those of the guide. */
final class Catalogue {
    private final List<Entry> entries = new ArrayList<>();
    private String chapter = "";

    private final Database database;
    private final OwnServer server;

    private Catalogue(Database database, OwnServer server) {
        this.database = database;
        this.server = server;
    }

    static List<Entry> entries(Database database, OwnServer server) {
        var book = new Catalogue(database, server);
        book.coroutineBasics();
        book.sequentialVersusConcurrent();
        book.httpRequests();
        book.databaseOperations();
        book.contextManagers();
        book.generators();
        book.comprehensions();
        book.integration();
        book.interviewQuestions();
        return book.entries;
    }

    private void coroutineBasics() {
        chapter = "Coroutine Basics";
        show(
                "defining-coroutines",
                "Defining Coroutines",
                "async def",
                c -> new CoroutineBasics(c).example(),
                CoroutineBasics.class);
        show(
                "await-keyword",
                "await Keyword",
                "await",
                c -> new AwaitKeyword(c, new FetchData(c)).main(),
                AwaitKeyword.class,
                FetchData.class);
    }

    private void sequentialVersusConcurrent() {
        chapter = "Sequential vs Concurrent";
        show(
                "sequential",
                "Sequential Execution",
                "await task1(); await task2()",
                c -> new Sequential(c, new TwoTasks(c)).sequential(),
                Sequential.class,
                TwoTasks.class);
        show(
                "concurrent",
                "Concurrent Execution",
                "asyncio.create_task",
                c -> new Concurrent(c, new TwoTasks(c)).concurrent(),
                Concurrent.class);
        show(
                "gather",
                "Using gather",
                "asyncio.gather",
                c -> new Gather(c, new TwoTasks(c)).concurrentGather(),
                Gather.class);
    }

    private void httpRequests() {
        chapter = "Async HTTP Requests";
        call("fetch-urls", "Using the HTTP client", "httpx.AsyncClient", FetchUrls.class, Call.get("/fetch-urls"));
    }

    private void databaseOperations() {
        chapter = "Async Database Operations";
        call(
                "database",
                "Using Database",
                "databases.Database",
                UsersWithPosts.class,
                Call.get("/users/1"),
                Call.get("/users/999"));
        call(
                "orm",
                "Using sessions and entities",
                "SQLAlchemy: AsyncSession",
                UsersSqlAlchemy.class,
                Call.get("/users-sqlalchemy/1"),
                Call.get("/users-sqlalchemy/999"),
                Call.post(
                        "/users-sqlalchemy", Map.of("username", "reader-{new}", "email", "reader-{new}@example.com")));
    }

    private void contextManagers() {
        chapter = "Async Context Managers";
        show(
                "context-manager",
                "Basic Async Context Manager",
                "async with",
                c -> new AsyncContextManager(c).useAsyncContextManager(),
                AsyncContextManager.class);
        show(
                "connection-manager",
                "Database Connection Manager",
                "@asynccontextmanager",
                c -> new ConnectionManager(c, database).queryWithConnection(),
                ConnectionManager.class);
    }

    private void generators() {
        chapter = "Async Generators";
        show(
                "async-range",
                "Basic Async Generator",
                "async for",
                c -> new AsyncRange(c).consumeAsyncGenerator(),
                AsyncRange.class);
        call(
                "export-csv",
                "Streaming Response with Async Generator",
                "StreamingResponse",
                ExportCsv.class,
                Call.get("/export-csv"));
    }

    private void comprehensions() {
        chapter = "Async Comprehensions";
        show(
                "list-comprehension",
                "Async List Comprehension",
                "[await fetch_item(i) for i in range(10)]",
                c -> new ListComprehension(c, new FetchItem(c)).fetchAllItems(),
                ListComprehension.class,
                FetchItem.class);
        show(
                "list-concurrent",
                "Concurrent with gather",
                "asyncio.gather(*[fetch_item(i) for i in range(10)])",
                c -> new ConcurrentComprehension(c, new FetchItem(c)).fetchAllItemsConcurrent(),
                ConcurrentComprehension.class);
        show(
                "dict-comprehension",
                "Async Dict Comprehension",
                "{i: await fetch_item(i) for i in range(10)}",
                c -> new DictComprehension(c, new FetchItem(c)).fetchAllItemsDict(),
                DictComprehension.class);
    }

    private void integration() {
        chapter = "FastAPI Integration";
        call(
                "mixing",
                "Mixing Sync and Async",
                "def, async def, run_in_executor",
                MixingSyncAndAsync.class,
                Call.get("/async-endpoint"),
                Call.get("/sync-endpoint"),
                Call.get("/async-calling-sync"));
    }

    private void interviewQuestions() {
        chapter = "Interview Questions";
        show(
                "interview-questions",
                "Q1 to Q4",
                "asyncio.wait",
                c -> new InterviewQuestions(c, new TwoTasks(c)).callsAtOnce(),
                InterviewQuestions.class);
    }

    private void call(String name, String title, String python, Class<?> file, Call... calls) {
        var lesson = Lesson.of(name, chapter, title, python, List.of(file), List.of(calls));
        entries.add(new Entry(lesson, console -> server.send(console, lesson.calls())));
    }

    private void show(String name, String title, String python, Fn<Console, Object> body, Class<?>... files) {
        entries.add(new Entry(Lesson.of(name, chapter, title, python, List.of(files), List.of()), body));
    }
}
