package dev.rapier.web.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;

/** What stands for the constants of an enum on the wire: {@code @JsonValue}, else {@code @JsonProperty}, else the name. */
final class EnumValues {
    private EnumValues() {}

    static EnumShape shape(Class<?> type) {
        var constants = new LinkedHashMap<Object, Object>();
        for (Object constant : type.getEnumConstants()) {
            constants.put(value(type, (Enum<?>) constant), constant);
        }
        return new EnumShape(type, constants);
    }

    private static Object value(Class<?> type, Enum<?> constant) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(JsonValue.class) && method.getParameterCount() == 0) {
                return plain(invoke(Access.handle(method), constant));
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(JsonValue.class)) {
                return plain(invoke(Access.getter(field), constant));
            }
        }
        return name(type, constant);
    }

    private static Object invoke(MethodHandle handle, Enum<?> constant) {
        try {
            return handle.invoke(constant);
        } catch (Throwable thrown) {
            throw Sneaky.unchecked(thrown);
        }
    }

    private static Object plain(Object value) {
        return value instanceof Integer || value instanceof Short || value instanceof Byte
                ? (Object) ((Number) value).longValue()
                : value instanceof Long ? value : value.toString();
    }

    private static String name(Class<?> type, Enum<?> constant) {
        try {
            JsonProperty property = type.getField(constant.name()).getAnnotation(JsonProperty.class);
            return property == null || property.value().isEmpty() ? constant.name() : property.value();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(
                    "Enum " + type.getName() + " has no field for its constant " + constant, impossible);
        }
    }
}
