package dev.rapier.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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
final class RecordMapper<T> implements RowBatch.Shape<T> {
    private static final ClassValue<RecordMapper<?>> CACHE = new ClassValue<>() {
        @Override
        protected RecordMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>(type);
        }
    };

    /** A method handle has 255 parameters at most, of which numbers may take two. */
    private static final int MOST_IN_ARRAYS = 100;

    private final Class<T> type;
    private final Part[] parts;
    private final Constructor<T> constructor;

    /** The constructor for values in arrays, when it was asked for; any thread may make it. */
    private volatile @Nullable MethodHandle columnar;

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
    record Part(String name, String column, Class<?> type, Class<?> boxed, boolean optional, String what) {
        static Part of(RecordComponent component) {
            boolean optional = component.getType() == Optional.class;
            var type = optional ? argument(component.getGenericType()) : component.getType();
            var column = snakeCase(component.getName());
            return new Part(component.getName(), column, type, Conversion.boxed(type), optional, "Column " + column);
        }

        /** What an array of its values holds before the record is made: numbers of the commonest types as such. */
        Class<?> place() {
            return !optional && (type == int.class || type == long.class || type == double.class) ? type : Object.class;
        }

        /** What the constructor is given for the value of a column. */
        @Nullable
        Object argument(@Nullable Object value) {
            var fitting = boxed.isInstance(value) ? value : Conversion.convert(value, type, what);
            return optional ? Optional.ofNullable(fitting) : fitting;
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
            arguments[i] = parts[i].argument(row.get(positions[i]));
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw refused(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new DatabaseException("The record " + type.getName() + " can't be made: " + e, e);
        }
    }

    @Override
    public RowBatch<T> batch(Columns columns, int capacity) {
        return parts.length > MOST_IN_ARRAYS
                ? RowList.of(this::map).batch(columns, capacity)
                : new RecordBatch<>(this, columns, capacity);
    }

    /** The columns from which a batch of records takes its values, one for each component. */
    RecordColumn[] columns(Columns columns, int capacity) {
        int[] positions = columns.positions(this);
        var taken = new RecordColumn[parts.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = RecordColumn.of(parts[i], columns.reader(positions[i]), positions[i] + 1, capacity);
        }
        return taken;
    }

    /** Makes a record of the values at one place of the arrays of its columns. */
    @SuppressWarnings("unchecked") // the constructor's
    T make(Object[] columns, int row) {
        Object made;
        try {
            made = (Object) columnar().invokeExact(columns, row);
        } catch (Throwable e) {
            throw refused(e);
        }
        return (T) made;
    }

    private MethodHandle columnar() throws IllegalAccessException {
        var made = columnar;
        if (made == null) {
            var places = Arrays.stream(parts).<Class<?>>map(Part::place).toList();
            made = ColumnarConstructor.of(MethodHandles.lookup().unreflectConstructor(constructor), places);
            columnar = made;
        }
        return made;
    }

    /** Says that the column for a component has null, which it can't be. */
    void refuseNull(int component) {
        var part = parts[component];
        Conversion.convert(null, part.type, part.what);
    }

    private DatabaseException refused(@Nullable Throwable cause) {
        return new DatabaseException("The record " + type.getSimpleName() + " refuses a row: " + cause, cause);
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
