package dev.rapier.orm;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records of the values of a row, in order. */
final class RecordMaker<R> {
    private final Constructor<R> constructor;

    private RecordMaker(Constructor<R> constructor) {
        this.constructor = constructor;
    }

    /**
     * A maker for these values.
     *
     * @throws MappingException if the type is no record, or its components don't fit the values
     */
    static <R> RecordMaker<R> of(Class<R> type, List<Term<?, ?>> terms) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new MappingException("Rows can become records only, and " + type.getName() + " is none", null);
        }
        if (components.length != terms.size()) {
            throw new MappingException(
                    type.getSimpleName() + " has " + components.length + " components, but the query gives "
                            + terms.size() + " values: " + terms,
                    null);
        }
        for (int i = 0; i < components.length; i++) {
            if (!boxed(components[i].getType())
                    .isAssignableFrom(boxed(terms.get(i).type()))) {
                throw new MappingException(
                        "The component " + components[i].getName() + " of " + type.getSimpleName() + " is a "
                                + components[i].getType().getName() + ", and can't take " + terms.get(i) + ", a "
                                + terms.get(i).type().getName(),
                        null);
            }
        }
        return new RecordMaker<>(constructor(type, components));
    }

    private static <R> Constructor<R> constructor(Class<R> type, RecordComponent[] components) {
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            if (!constructor.trySetAccessible()) {
                throw new MappingException(
                        type.getName() + " is closed: write 'opens " + type.getPackageName() + ";' in its module-info",
                        null);
            }
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has its canonical constructor: " + type, e);
        }
    }

    R make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw refused(values, e.getCause());
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            throw refused(values, e);
        }
    }

    private MappingException refused(@Nullable Object[] values, @Nullable Throwable why) {
        return new MappingException(
                "A " + constructor.getDeclaringClass().getSimpleName() + " can't be made of the row "
                        + Arrays.toString(values) + ": " + why,
                why);
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
