package dev.rapier.web.binding;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;

/** What the type variables of a generic record stand for. */
record TypeScope(Map<TypeVariable<?>, AnnotatedType> bindings) {
    static final TypeScope EMPTY = new TypeScope(Map.of());

    /** The scope inside a type. */
    static TypeScope inside(AnnotatedType type, Class<?> raw, TypeScope outer) {
        TypeVariable<?>[] variables = raw.getTypeParameters();
        if (variables.length == 0) {
            return EMPTY;
        }
        var bindings = new HashMap<TypeVariable<?>, AnnotatedType>();
        for (int i = 0; i < variables.length; i++) {
            AnnotatedType argument = Shapes.argument(type, i);
            bindings.put(
                    variables[i],
                    argument instanceof AnnotatedTypeVariable variable ? outer.resolve(variable) : argument);
        }
        return new TypeScope(Map.copyOf(bindings));
    }

    AnnotatedType resolve(AnnotatedTypeVariable variable) {
        AnnotatedType bound = bindings.get((TypeVariable<?>) variable.getType());
        return bound == null ? new BareType(Object.class) : bound;
    }

    /** The type with its arguments, in which variables are resolved: tells {@code Page<User>} from {@code Page<Post>}. */
    String describe(AnnotatedType type) {
        AnnotatedType resolved = type instanceof AnnotatedTypeVariable variable ? resolve(variable) : type;
        Class<?> raw = raw(resolved.getType());
        int count = raw.getTypeParameters().length;
        var text = new StringBuilder(raw.getName());
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "<" : ",").append(describe(Shapes.argument(resolved, i)));
        }
        return count == 0 ? text.toString() : text.append('>').toString();
    }

    /** {@code Page_User_}, as pydantic names {@code Page[User]}. */
    String schemaName(AnnotatedType type) {
        AnnotatedType resolved = type instanceof AnnotatedTypeVariable variable ? resolve(variable) : type;
        Class<?> raw = raw(resolved.getType());
        int count = raw.getTypeParameters().length;
        var text = new StringBuilder(raw.getSimpleName());
        for (int i = 0; i < count; i++) {
            text.append('_').append(schemaName(Shapes.argument(resolved, i)));
        }
        return count == 0 ? text.toString() : text.append('_').toString();
    }

    static Class<?> raw(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType parameterized -> (Class<?>) parameterized.getRawType();
            case GenericArrayType array ->
                Array.newInstance(raw(array.getGenericComponentType()), 0).getClass();
            case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
            case TypeVariable<?> variable -> raw(variable.getBounds()[0]);
            default -> throw new IllegalStateException("Unknown kind of type: " + type);
        };
    }
}
