/** What the examples of the javadoc take for granted. */
abstract class Words {
    record Job(String name) {}

    static class Server {
        int port() {
            return 0;
        }

        void serve() {}
    }

    static class Connection implements AutoCloseable {
        int query(String sql) {
            return 1;
        }

        @Override
        public void close() {}
    }

    static class Events {
        void onEvent(String name, Runnable action) {}
    }

    @Entity
    static class User {
        static final Mapped<User, Integer> ID = Mapped.of(User.class, "id", Integer.class);
        static final MappedText<User> EMAIL = Mapped.text(User.class, "email");
        static final MappedText<User> USERNAME = Mapped.text(User.class, "username");
        static final Mapped<User, Integer> LOGIN_COUNT = Mapped.of(User.class, "loginCount", Integer.class);
        static final Mapped<User, Post> POSTS = Mapped.of(User.class, "posts", Post.class);

        @Id
        Integer id;

        String name;
        String email;

        protected User() {}

        User(String name, String email) {
            this.name = name;
            this.email = email;
        }
    }

    @Entity
    static class Post {
        static final Mapped<Post, Integer> ID = Mapped.of(Post.class, "id", Integer.class);
        static final MappedText<Post> TITLE = Mapped.text(Post.class, "title");
        static final Mapped<Post, User> AUTHOR = Mapped.of(Post.class, "author", User.class);

        @Id
        Integer id;
    }

    /** As the compiler writes them. */
    static class UserColumns {
        static final Mapped<User, Integer> ID = User.ID;
        static final MappedText<User> EMAIL = User.EMAIL;
    }

    List<String> urls = List.of();
    List<List<Job>> sources = List.of();
    Queue<String> queue = new ArrayDeque<>();
    AsyncLock lock = new AsyncLock();
    AsyncCondition notEmpty = new AsyncCondition(lock);
    AsyncGenerator<String> generator = out -> {};
    Events app = new Events();
    Database db = Database.of("postgresql://user:password@localhost/shop");
    Map<String, Object> values = Map.of();
    Row row;
    MeterRegistry registry;
    TaskGroup g;
    OrmEngine engine;
    SessionMaker sessions;
    Session session;
    int userId;
    int stock;

    int load() {
        return 1;
    }

    void store(int stock) {}

    String store(Both<String, String> both) {
        return both.first();
    }

    int fetch(int id) {
        return id;
    }

    String fetch(String url) {
        return url;
    }

    Resource<Connection> connection(String url) {
        return Resource.closing(this::open);
    }

    Connection open() {
        return new Connection();
    }

    Server bind(int port) {
        return new Server();
    }

    String search() {
        return "found";
    }

    void handle() {}

    void log(String line) {}

    void work(Job job) {}

    void retry(int attempts, Duration pause, Action action) {}

    void fails() throws IOException {
        throw new IOException("away");
    }

    record Token(String value) {}

    interface Tokens {
        String current();

        ClientRequest refreshRequest();

        String keep(Token fresh);
    }

    Client client;
    Tokens tokens;
    byte[] bytes;
}
