package dev.rapier.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The methods of a class in the order of its source. Reflection gives them in any order, but the order of routes matters; the
 * class file has it. Where there is no class file, as for a class made at run time, the order is that of the names.
 */
final class DeclarationOrder {
    private DeclarationOrder() {}

    static List<Method> of(Class<?> type) {
        Map<String, Integer> places = places(type);
        var methods = new ArrayList<>(Arrays.asList(type.getDeclaredMethods()));
        methods.removeIf(method -> method.isSynthetic() || method.isBridge());
        methods.sort(
                Comparator.<Method>comparingInt(method -> places.getOrDefault(signature(method), Integer.MAX_VALUE))
                        .thenComparing(DeclarationOrder::signature));
        return methods;
    }

    private static Map<String, Integer> places(Class<?> type) {
        var places = new HashMap<String, Integer>();
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in != null) {
                for (MethodModel method :
                        ClassFile.of().parse(in.readAllBytes()).methods()) {
                    places.put(
                            method.methodName().stringValue()
                                    + method.methodType().stringValue(),
                            places.size());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The class file of " + type.getName() + " can't be read", e);
        }
        return places;
    }

    /** Name and descriptor: what tells methods of a class apart. */
    static String signature(Method method) {
        return method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .descriptorString();
    }
}
