package dev.rapier.bench.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.postgresql.ds.PGSimpleDataSource;

/** JDBC with HikariCP, and Hibernate, as one writes them with care. */
public final class ByHand implements Side {
    private final HikariDataSource pool;
    private final HikariDataSource poolOfSessions;
    private final SessionFactory sessions;

    /** The last item that was read. */
    private volatile Optional<Item> last = Optional.empty();

    /** Opens the pools. */
    public ByHand(String url) {
        pool = pool(URI.create(url), true);
        poolOfSessions = pool(URI.create(url), false);
        sessions = new MetadataSources(new StandardServiceRegistryBuilder()
                        .applySettings(settings(poolOfSessions))
                        .build())
                .addAnnotatedClass(World.class)
                .buildMetadata()
                .buildSessionFactory();
    }

    private static Map<String, Object> settings(DataSource source) {
        var settings = new HashMap<String, Object>();
        settings.put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, source);
        settings.put(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true); // saves asking the connection
        settings.put(AvailableSettings.PHYSICAL_NAMING_STRATEGY, new PhysicalNamingStrategySnakeCaseImpl());
        settings.put(AvailableSettings.STATEMENT_BATCH_SIZE, BATCH);
        settings.put(AvailableSettings.ORDER_INSERTS, true);
        settings.put(AvailableSettings.JDBC_TIME_ZONE, "UTC");
        settings.put(AvailableSettings.JAKARTA_VALIDATION_MODE, "none");
        return settings;
    }

    private static HikariDataSource pool(URI url, boolean autocommit) {
        String[] user = url.getUserInfo().split(":");
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath());
        source.setUser(user[0]);
        source.setPassword(user.length > 1 ? user[1] : null);
        source.setReWriteBatchedInserts(true);
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(POOL);
        config.setAutoCommit(autocommit);
        return new HikariDataSource(config);
    }

    @Override
    public void get() throws SQLException {
        int id = ThreadLocalRandom.current().nextInt(World.COUNT) + 1;
        var _ = find(id).orElseThrow();
    }

    private Optional<WorldRow> find(int id) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement("SELECT id, random_number FROM world WHERE id = ?")) {
            statement.setInt(1, id);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(new WorldRow(rows.getInt(1), rows.getInt(2))) : Optional.empty();
            }
        }
    }

    @Override
    public void iterate() throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false); // without it the driver reads all rows at once
            try (var statement = connection.prepareStatement("SELECT id, name, price FROM item")) {
                statement.setFetchSize(FETCH);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        last = Optional.of(new Item(rows.getInt(1), rows.getString(2), rows.getDouble(3)));
                    }
                }
            }
            connection.commit();
        }
    }

    @Override
    public void executeMany() throws SQLException {
        executeManyRecords(); // there are no maps
    }

    @Override
    public void executeManyRecords() throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.prepareStatement("INSERT INTO sale (id, name, price) VALUES (?, ?, ?)")) {
                for (var item : Item.BATCH) {
                    statement.setInt(1, item.id());
                    statement.setString(2, item.name());
                    statement.setDouble(3, item.price());
                    statement.addBatch();
                }
                var _ = statement.executeBatch();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    @Override
    public void session() {
        int id = ThreadLocalRandom.current().nextInt(World.COUNT) + 1;
        try (var session = sessions.openSession()) {
            var transaction = session.beginTransaction();
            if (session.find(World.class, id) == null) {
                throw new IllegalStateException("no row " + id);
            }
            transaction.commit();
        }
    }

    @Override
    public void atOnce(int number, Runnable work) throws InterruptedException {
        var running = new ArrayList<Thread>();
        for (int i = 0; i < number; i++) {
            running.add(Thread.ofVirtual().start(work));
        }
        for (var thread : running) {
            thread.join();
        }
    }

    /** The last item that was read. */
    public Optional<Item> last() {
        return last;
    }

    @Override
    public void close() {
        sessions.close();
        poolOfSessions.close();
        pool.close();
    }
}
