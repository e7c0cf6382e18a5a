package dev.rapier.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Sets the components of records of one type as the parameters of one statement. All of it is one method handle, which the JVM
 * compiles as a whole: numbers are not boxed, and nothing is decided anew for a record.
 */
final class RecordBinding {
    private static final MethodType RECORD = MethodType.methodType(void.class, PreparedStatement.class, Record.class);
    private static final MethodHandle ANY =
            find(Values.class, "set", PreparedStatement.class, int.class, Object.class, String.class, Binding.class);

    private final MethodHandle sets;

    private RecordBinding(MethodHandle sets) {
        this.sets = sets;
    }

    static RecordBinding of(RecordValues components, ParsedSql sql, Binding binding) {
        var sets = MethodHandles.empty(RECORD);
        var parameters = sql.parameters();
        for (int i = parameters.size(); i > 0; i--) {
            var name = parameters.get(i - 1).name();
            var component = components.component(name, sql);
            var setter = setter(component.type().returnType(), i, name, binding);
            var one = MethodHandles.filterArguments(setter, 1, component).asType(RECORD);
            sets = MethodHandles.foldArguments(sets, one);
        }
        return new RecordBinding(sets);
    }

    /** Sets them; what an accessor throws passes as it is. */
    void bind(PreparedStatement statement, Record values) throws SQLException {
        try {
            sets.invokeExact(statement, values);
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // an accessor declares no exception
            throw new IllegalStateException(e);
        }
    }

    /** A function of a statement and a value. */
    private static MethodHandle setter(Class<?> type, int index, String name, Binding binding) {
        var plain = switch (type.getName()) {
            case "int" -> find(PreparedStatement.class, "setInt", int.class, int.class);
            case "long" -> find(PreparedStatement.class, "setLong", int.class, long.class);
            case "double" -> find(PreparedStatement.class, "setDouble", int.class, double.class);
            case "boolean" -> find(PreparedStatement.class, "setBoolean", int.class, boolean.class);
            default -> MethodHandles.insertArguments(ANY, 3, name, binding);
        };
        var setter = MethodHandles.insertArguments(plain, 1, index);
        return setter.asType(setter.type().changeParameterType(1, type));
    }

    private static MethodHandle find(Class<?> owner, String name, Class<?>... types) {
        var lookup = MethodHandles.lookup();
        try {
            return owner == Values.class
                    ? lookup.findStatic(owner, name, MethodType.methodType(void.class, types))
                    : lookup.findVirtual(owner, name, MethodType.methodType(void.class, types));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
