package dev.rapier.web.binding;

import java.lang.reflect.Modifier;

/** A parameter that is no input of the request, but provided by the application. */
record ProvidedParameter(int index, Class<?> type) {
    /** What to say of a parameter of a method with {@code @Provides} that is neither a scalar nor provided. */
    static IllegalArgumentException refusedBody(DeclaredParameter declared) {
        String type = declared.parameter().getType().getSimpleName();
        return declared.refused("is not provided by anything, and a method with @Provides reads no body: call"
                + " app.provide(" + type + ".class, ..), or write a method with @Provides that returns one");
    }

    /**
     * Refuses a parameter that nothing provides and that can't be a body either: something that has to be closed, or that has no
     * instances of its own.
     */
    static void requireInput(DeclaredParameter declared) {
        Class<?> type = declared.parameter().getType();
        boolean ofTheJdk = type.getName().startsWith("java.");
        boolean withoutInstances = Modifier.isAbstract(type.getModifiers()) && !type.isArray();
        if (AutoCloseable.class.isAssignableFrom(type)
                || (withoutInstances && !ofTheJdk && type.getAnnotations().length == 0 && !type.isSealed())) {
            throw declared.refused("is not provided by anything, and can't be read from a body: call app.provide("
                    + type.getSimpleName()
                    + ".class, ..) before the object is included, or write a method with @Provides that returns one");
        }
    }
}
