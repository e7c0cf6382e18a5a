package dev.rapier.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The components of one record type as values of parameters: {@code :createdAt} and {@code :created_at} are {@code createdAt}. */
final class RecordValues {
    private static final ClassValue<RecordValues> CACHE = new ClassValue<>() {
        @Override
        protected RecordValues computeValue(Class<?> type) {
            return new RecordValues(type);
        }
    };

    /** Statements that are remembered; programs have few, and one that makes texts up must not fill the memory. */
    private static final int LIMIT = 500;

    private final Class<?> type;

    /** The accessors, functions of the record, by the names of their components in Java and in SQL. */
    private final Map<String, MethodHandle> accessors = new LinkedHashMap<>();

    private final ConcurrentMap<Use, RecordBinding> bindings = new ConcurrentHashMap<>();

    private record Use(String sql, Binding binding) {}

    private RecordValues(Class<?> type) {
        this.type = type;
        for (var component : type.getRecordComponents()) {
            accessors.put(component.getName(), accessor(component));
        }
        // in their order, so that of userId and userID it is always the first that is meant by user_id
        for (var component : List.copyOf(accessors.entrySet())) {
            accessors.putIfAbsent(RecordMapper.snakeCase(component.getKey()), component.getValue());
        }
    }

    private MethodHandle accessor(RecordComponent component) {
        var method = component.getAccessor();
        try {
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (IllegalAccessException | RuntimeException e) {
            throw new DatabaseException(
                    "The components of the record " + type.getName()
                            + " are out of reach; in a module, open its package to dev.rapier.sql: "
                            + e.getMessage(),
                    e);
        }
    }

    static RecordValues of(Class<? extends Record> type) {
        return CACHE.get(type);
    }

    /**
     * How records of this type fill the parameters of a statement.
     *
     * @throws BadParameters when there is no component for one of them
     */
    RecordBinding binding(ParsedSql sql, Binding binding) {
        if (bindings.size() >= LIMIT) {
            bindings.clear();
        }
        return bindings.computeIfAbsent(new Use(sql.source(), binding), _ -> RecordBinding.of(this, sql, binding));
    }

    /** The accessor of the component for a parameter. */
    MethodHandle component(String parameter, ParsedSql sql) {
        var accessor = accessors.get(parameter);
        if (accessor == null) {
            throw new BadParameters("The record " + type.getSimpleName() + " has no component for :" + parameter
                    + "; it has "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getRecordComponents())
                                    .map(RecordComponent::getName)
                                    .toList())
                    + ": " + sql.source());
        }
        return accessor;
    }

    /** The values for the parameters of a statement, by their names; what an accessor throws passes as it is. */
    Map<String, @Nullable Object> values(Record record, ParsedSql sql) {
        var values = new HashMap<String, @Nullable Object>();
        for (var name : sql.names()) {
            values.put(name, value(component(name, sql), record));
        }
        return values;
    }

    private static @Nullable Object value(MethodHandle accessor, Record record) {
        try {
            return accessor.asType(MethodType.methodType(Object.class, Record.class))
                    .invokeExact(record);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // an accessor declares no exception
            throw new IllegalStateException(e);
        }
    }
}
