package dev.rapier.sql;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of one type out of rows. A component takes the column of its name, {@code createdAt} also
 * {@code created_at}; columns without a component are left out.
 */
final class RecordMapper<T> {
    private static final ClassValue<RecordMapper<?>> CACHE = new ClassValue<>() {
        @Override
        protected RecordMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>(type);
        }
    };

    private final Class<T> type;
    private final Part[] parts;
    private final Constructor<T> constructor;

    /**
     * One component.
     *
     * @param name its name in Java
     * @param column its name in SQL, snake case
     * @param type what the column's value must become
     * @param boxed the class of such values
     * @param optional whether the component is an Optional of that type
     * @param what says in an error where a value came from
     */
    private record Part(String name, String column, Class<?> type, Class<?> boxed, boolean optional, String what) {
        static Part of(RecordComponent component) {
            boolean optional = component.getType() == Optional.class;
            var type = optional ? argument(component.getGenericType()) : component.getType();
            var column = snakeCase(component.getName());
            return new Part(component.getName(), column, type, Conversion.boxed(type), optional, "Column " + column);
        }

        private static Class<?> argument(Type optional) {
            var argument = ((ParameterizedType) optional).getActualTypeArguments()[0];
            return argument instanceof Class<?> type ? type : Object.class;
        }
    }

    private RecordMapper(Class<T> type) {
        var components = type.getRecordComponents();
        if (components == null) {
            throw new BadRow("A row becomes a record, which " + type.getName() + " is not");
        }
        this.type = type;
        this.parts = Arrays.stream(components).map(Part::of).toArray(Part[]::new);
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            this.constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException | RuntimeException e) {
            throw new DatabaseException(
                    "The constructor of the record " + type.getName()
                            + " is out of reach; in a module, open its package to dev.rapier.sql: " + e.getMessage(),
                    e);
        }
    }

    @SuppressWarnings("unchecked") // computeValue(type) makes a mapper of that very type
    static <T> RecordMapper<T> of(Class<T> type) {
        return (RecordMapper<T>) CACHE.get(type);
    }

    T map(Row row) {
        int[] positions = row.columns().positions(this);
        @Nullable Object[] arguments = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            arguments[i] = argument(row.get(positions[i]), parts[i]);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new DatabaseException(
                    "The record " + type.getSimpleName() + " refuses a row: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new DatabaseException("The record " + type.getName() + " can't be made: " + e, e);
        }
    }

    private static @Nullable Object argument(@Nullable Object column, Part part) {
        var value = part.boxed.isInstance(column) ? column : Conversion.convert(column, part.type, part.what);
        return part.optional ? Optional.ofNullable(value) : value;
    }

    /**
     * Where among the columns each component finds its own; the same for all rows of a result.
     *
     * @throws BadRow when one finds none
     */
    int[] positions(Columns columns) {
        int[] positions = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            var part = parts[i];
            int position = columns.find(part.column);
            positions[i] = position < 0 ? columns.find(part.name) : position;
            if (positions[i] < 0) {
                throw new BadRow("The record " + type.getSimpleName() + " wants a column " + part.column
                        + "; the row has " + columns.names());
            }
        }
        return positions;
    }

    /** {@code createdAt} becomes {@code created_at}, {@code userID} becomes {@code user_id}. */
    static String snakeCase(String name) {
        var snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean wordStart = Character.isUpperCase(c)
                    && i > 0
                    && (!Character.isUpperCase(name.charAt(i - 1))
                            || (i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1))));
            snake.append(wordStart ? "_" : "").append(Character.toLowerCase(c));
        }
        return snake.toString();
    }
}
