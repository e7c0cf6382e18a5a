package dev.rapier.orm;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Metamodel;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Interceptor;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;

/** Tells the {@link RepeatedLoads} of a session which attribute is loaded because somebody touched it. */
final class LoadingListener implements InitializeCollectionEventListener, LoadEventListener {
    private static final long serialVersionUID = 1L;

    private final transient Metamodel metamodel;

    private LoadingListener(Metamodel metamodel) {
        this.metamodel = metamodel;
    }

    /** Puts listeners around Hibernate's own. */
    static void addTo(SessionFactory sessions) {
        var registry = sessions.unwrap(SessionFactoryImplementor.class)
                .getEventEngine()
                .getListenerRegistry();
        var begins = new LoadingListener(sessions.getMetamodel());
        var ended = new Ended();
        registry.prependListeners(EventType.INIT_COLLECTION, begins);
        registry.appendListeners(EventType.INIT_COLLECTION, ended);
        registry.prependListeners(EventType.LOAD, begins);
        registry.appendListeners(EventType.LOAD, ended);
    }

    /** Comes after Hibernate's own; of another class, since there can be one of each. */
    private static final class Ended implements InitializeCollectionEventListener, LoadEventListener {
        private static final long serialVersionUID = 1L;

        @Override
        public void onInitializeCollection(InitializeCollectionEvent event) {
            tell(event.getSession().getInterceptor(), "");
        }

        @Override
        public void onLoad(LoadEvent event, LoadType type) {
            tell(event.getSession().getInterceptor(), "");
        }
    }

    @Override
    public void onInitializeCollection(InitializeCollectionEvent event) {
        var role = String.valueOf(event.getCollection().getRole());
        int attribute = role.lastIndexOf('.');
        var interceptor = event.getSession().getInterceptor();
        tell(interceptor, simple(role.substring(0, attribute)) + role.substring(attribute));
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        boolean touched = type == IMMEDIATE_LOAD || type == INTERNAL_LOAD_EAGER || type == INTERNAL_LOAD_NULLABLE;
        var interceptor = event.getSession().getInterceptor();
        tell(interceptor, touched ? references(String.valueOf(event.getEntityClassName())) : "");
    }

    private static void tell(Interceptor interceptor, String attribute) {
        if (interceptor instanceof RepeatedLoads loads) {
            loads.loading(attribute);
        }
    }

    /** The attributes that refer to the entity: one of them was touched. */
    private String references(String entity) {
        var names = metamodel.getManagedTypes().stream()
                .flatMap(owner -> owner.getDeclaredSingularAttributes().stream())
                .filter(attribute -> attribute.isAssociation()
                        && attribute.getJavaType().getName().equals(entity))
                .map(LoadingListener::name)
                .sorted()
                .collect(Collectors.joining(" or "));
        return Optional.of(names).filter(some -> !some.isEmpty()).orElse(simple(entity));
    }

    private static String name(Attribute<?, ?> attribute) {
        return attribute.getDeclaringType().getJavaType().getSimpleName() + "." + attribute.getName();
    }

    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
