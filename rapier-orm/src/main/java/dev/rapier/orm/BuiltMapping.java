package dev.rapier.orm;

import dev.rapier.orm.jdbc.HibernateConnections;
import dev.rapier.sql.DatabaseUrl;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Logger;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.TableGenerator;
import org.hibernate.tool.schema.spi.DelayedDropRegistryNotAvailableImpl;
import org.hibernate.tool.schema.spi.SchemaManagementToolCoordinator;
import org.jspecify.annotations.Nullable;

/** The mapping when it is made: Hibernate's session factory, and what it says of the entities. */
record BuiltMapping(
        SessionFactory sessions,
        EntityMapping entities,
        Metadata metadata,
        StandardServiceRegistry registry,
        Map<String, Object> settings) {
    /** Held on to, since java.util.logging forgets loggers, and their levels, that nobody holds. */
    private static final Logger HIBERNATE_LOG = Logger.getLogger("org.hibernate");

    /** Makes the mapping. It needs no database: a server that is down does not keep the program from starting. */
    static BuiltMapping of(OrmOptions options, HibernateConnections provider, DatabaseUrl url) {
        if (HIBERNATE_LOG.getLevel() == null) { // ten lines of INFO at each start, unless somebody wants them
            HIBERNATE_LOG.setLevel(java.util.logging.Level.WARNING);
        }
        EntityClasses.check(options.entities());
        var settings = settings(options, provider, url);
        var loaders = new BootstrapServiceRegistryBuilder().enableAutoClose();
        options.entities().stream()
                .map(Class::getClassLoader)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(loaders::applyClassLoader); // they need not be the thread's
        var registry = new StandardServiceRegistryBuilder(loaders.build())
                .applySettings(settings)
                .build();
        try {
            var sources = new MetadataSources(registry);
            options.entities().forEach(sources::addAnnotatedClass);
            var metadata = sources.getMetadataBuilder()
                    .applyImplicitNamingStrategy(new SnakeCaseNames())
                    .build();
            var sessions = metadata.buildSessionFactory();
            if (options.warnAfter() > 0) {
                LoadingListener.addTo(sessions);
            }
            LazyReferences.check(sessions.getMetamodel());
            if (url.dialect().equals("sqlite")) {
                requireNoSequences(sessions);
            }
            var entities = EntityMapping.of(sessions.getMetamodel(), EntityClasses.columns(options.entities()));
            return new BuiltMapping(sessions, entities, metadata, registry, settings);
        } catch (Throwable e) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw e;
        }
    }

    /** Loads a lazy attribute of an entity. */
    void load(Object entity, String attribute) {
        entities.requireAttribute(Hibernate.getClass(entity), attribute);
        Hibernate.initialize(value(entity, attribute));
    }

    /** The value of an attribute of an entity, which may be one that is to be loaded. */
    @Nullable
    Object value(Object entity, String attribute) {
        var persister = sessions.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(Hibernate.getClass(entity));
        return persister.getPropertyValue(entity, attribute);
    }

    /** A table that counts in the place of a sequence is written beside the session's transaction, and SQLite has one writer. */
    private static void requireNoSequences(SessionFactory sessions) {
        sessions.unwrap(SessionFactoryImplementor.class).getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (entity.getGenerator() instanceof SequenceStyleGenerator
                    || entity.getGenerator() instanceof TableGenerator) {
                throw new MappingException(
                        entity.getMappedClass().getSimpleName()
                                + " takes its keys from a sequence, and SQLite has none:"
                                + " say @GeneratedValue(strategy = GenerationType.IDENTITY)",
                        null);
            }
        });
    }

    /**
     * Creates the tables, columns and sequences that are missing; what is there stays. Unlike the start of an engine it asks the database:
     * who does not know the schema that it is in takes a table of another schema for its own (MySQL has {@code performance_schema.users}).
     */
    void createAll() {
        var asking = new StandardServiceRegistryBuilder()
                .applySettings(settings)
                .applySetting(AvailableSettings.ALLOW_METADATA_ON_BOOT, true)
                .build();
        try {
            SchemaManagementToolCoordinator.process(
                    metadata,
                    asking,
                    Map.of(AvailableSettings.JAKARTA_HBM2DDL_DATABASE_ACTION, "update"),
                    DelayedDropRegistryNotAvailableImpl.INSTANCE);
        } finally {
            StandardServiceRegistryBuilder.destroy(asking);
        }
    }

    void close() {
        sessions.close();
        StandardServiceRegistryBuilder.destroy(registry);
    }

    private static Map<String, Object> settings(OrmOptions options, HibernateConnections provider, DatabaseUrl url) {
        var settings = new HashMap<String, Object>();
        settings.put(AvailableSettings.CONNECTION_PROVIDER, provider);
        settings.put(AvailableSettings.ALLOW_METADATA_ON_BOOT, false);
        settings.putAll(HibernateDialect.settings(url));
        settings.put(AvailableSettings.STATEMENT_BATCH_SIZE, options.batchSize());
        settings.put(AvailableSettings.ORDER_INSERTS, true);
        settings.put(AvailableSettings.JDBC_TIME_ZONE, "UTC");
        settings.put(AvailableSettings.LOG_JDBC_ERRORS, false); // the exception says it
        settings.put(AvailableSettings.LOG_JDBC_WARNINGS, false); // "does not exist, skipping", of createAll
        settings.put(AvailableSettings.CRITERIA_PLAN_CACHE_ENABLED, true);
        settings.put(AvailableSettings.CRITERIA_COPY_TREE, false); // each is made for one use
        settings.put(AvailableSettings.XML_MAPPING_ENABLED, false);
        settings.put(AvailableSettings.JAKARTA_VALIDATION_MODE, "none");
        settings.putAll(options.properties());
        return settings;
    }
}
