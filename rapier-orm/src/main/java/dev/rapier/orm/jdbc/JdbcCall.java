package dev.rapier.orm.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls of JDBC's interfaces by reflection: they have hundreds of methods, of which we change a few. */
final class JdbcCall {
    private JdbcCall() {}

    /** Calls the method; what it throws is thrown as it is. Empty for null and for methods without a result. */
    static Optional<Object> on(Object target, Method method, @Nullable Object @Nullable [] arguments) throws Exception {
        try {
            return Optional.ofNullable(method.invoke(target, arguments));
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    /** A view of one of JDBC's interfaces. */
    static <T> T view(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(JdbcCall.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
