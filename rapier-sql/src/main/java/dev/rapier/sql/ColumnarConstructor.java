package dev.rapier.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * A constructor that finds its arguments in arrays, one array for each, all at one place: {@code (columns, row) -> new
 * Item(columns[0][row], columns[1][row])} as one method handle, which the JVM compiles as a whole.
 */
final class ColumnarConstructor {
    private static final MethodType TYPE = MethodType.methodType(Object.class, Object[].class, int.class);

    private ColumnarConstructor() {}

    /**
     * Makes one.
     *
     * @param elements the types of the elements of the arrays, one for each parameter
     */
    static MethodHandle of(MethodHandle constructor, List<Class<?>> elements) {
        var made = MethodHandles.dropArguments(constructor, constructor.type().parameterCount(), TYPE.parameterList());
        for (int i = elements.size() - 1; i >= 0; i--) {
            var parameter = constructor.type().parameterType(i);
            made = fill(made, i, element(elements.get(i), i).asType(TYPE.changeReturnType(parameter)));
        }
        return made.asType(TYPE);
    }

    /** The element of one of the arrays. */
    private static MethodHandle element(Class<?> type, int column) {
        var array = type.arrayType();
        var find = MethodHandles.insertArguments(MethodHandles.arrayElementGetter(Object[].class), 1, column);
        return MethodHandles.filterArguments(
                MethodHandles.arrayElementGetter(array),
                0,
                find.asType(find.type().changeReturnType(array)));
    }

    /** Computes the last parameter but the arrays and the row out of these two. */
    private static MethodHandle fill(MethodHandle target, int last, MethodHandle element) {
        var twice = MethodHandles.collectArguments(target, last, element);
        int[] order = new int[last + 4];
        for (int i = 0; i < order.length; i++) {
            order[i] = i < last + 2 ? i : i - 2;
        }
        return MethodHandles.permuteArguments(twice, twice.type().dropParameterTypes(last + 2, last + 4), order);
    }
}
