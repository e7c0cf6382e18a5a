package dev.rapier.web.binding;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/** Method handles of members of the user's classes, public or not. */
final class Access {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Access() {}

    static MethodHandle handle(Method method) {
        open(method, method);
        try {
            return LOOKUP.unreflect(method);
        } catch (IllegalAccessException refused) {
            throw closed(method, refused);
        }
    }

    static MethodHandle handle(Constructor<?> constructor) {
        open(constructor, constructor);
        try {
            return LOOKUP.unreflectConstructor(constructor);
        } catch (IllegalAccessException refused) {
            throw closed(constructor, refused);
        }
    }

    static MethodHandle getter(Field field) {
        open(field, field);
        try {
            return LOOKUP.unreflectGetter(field);
        } catch (IllegalAccessException refused) {
            throw closed(field, refused);
        }
    }

    private static void open(AccessibleObject object, Member member) {
        try {
            object.setAccessible(true);
        } catch (InaccessibleObjectException refused) {
            throw closed(member, refused);
        }
    }

    private static IllegalArgumentException closed(Member member, Exception cause) {
        Class<?> type = member.getDeclaringClass();
        String rapier = Access.class.getModule().getName();
        return new IllegalArgumentException(
                "Rapier can not reach " + member + ": add `opens " + type.getPackageName()
                        + (rapier == null ? "" : " to " + rapier) + ";` to the module-info.java of "
                        + type.getModule().getName(),
                cause);
    }
}
