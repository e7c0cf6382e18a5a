package dev.rapier.orm;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The classes that a program gives as its entities: can they be mapped at all, and which columns do they write down? */
final class EntityClasses {
    private EntityClasses() {}

    /** Says in plain words what Hibernate would stumble over. */
    static void check(List<Class<?>> classes) {
        classes.forEach(EntityClasses::check);
    }

    private static void check(Class<?> type) {
        if (type.isAnnotationPresent(Embeddable.class) || type.isAnnotationPresent(MappedSuperclass.class)) {
            return;
        }
        if (!type.isAnnotationPresent(Entity.class)) {
            throw unfit(type, "it has no @Entity (of jakarta.persistence)");
        }
        if (type.isRecord()) {
            throw unfit(type, "it is a record, whose values never change; an entity is a class");
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            throw unfit(
                    type,
                    "it is an inner class, which can't be made without an instance of the class around it; write 'static class "
                            + type.getSimpleName() + "'");
        }
        if (Modifier.isFinal(type.getModifiers())) {
            throw unfit(type, "it is final, so that there can't be a lazy stand-in for it");
        }
        if (Arrays.stream(type.getDeclaredConstructors()).noneMatch(made -> made.getParameterCount() == 0)) {
            throw unfit(
                    type,
                    "it has no constructor without parameters, which loading needs; add '" + type.getSimpleName()
                            + "() {}'");
        }
        checkModule(type, org.hibernate.Session.class.getModule());
    }

    /** What a program with a module descriptor must say in it; the stand-in for a lazy entity is a class of its module. */
    private static void checkModule(Class<?> type, Module hibernate) {
        var module = type.getModule();
        if (!module.isOpen(type.getPackageName(), hibernate)) {
            throw unfit(
                    type,
                    "its package is closed; write 'opens " + type.getPackageName() + ";' in the module-info of "
                            + module.getName());
        }
        if (!module.canRead(hibernate)) {
            throw unfit(
                    type,
                    "its module does not read Hibernate; write 'requires " + hibernate.getName()
                            + ";' in the module-info of " + module.getName());
        }
    }

    private static MappingException unfit(Class<?> type, String why) {
        return new MappingException(type.getName() + " can't be an entity: " + why, null);
    }

    /** The columns in static fields of the entities, and of the classes beside them: {@code User_}, {@code UserColumns}. */
    static Set<Mapped<?, ?>> columns(List<Class<?>> classes) {
        var columns = new HashSet<Mapped<?, ?>>();
        classes.stream()
                .flatMap(type -> Stream.concat(Stream.of(type), companions(type)))
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers())
                        && Mapped.class.isAssignableFrom(field.getType())
                        && field.trySetAccessible())
                .forEach(field -> columns.add(value(field)));
        return columns;
    }

    /** One that is written by hand, and the one that the annotation processor writes. */
    private static Stream<Class<?>> companions(Class<?> type) {
        String inPackage = type.getName().substring(type.getPackageName().length());
        return Stream.of(type.getName() + "_", type.getPackageName() + inPackage.replace("$", "") + "Columns")
                .flatMap(name -> companion(type, name).stream());
    }

    private static Optional<Class<?>> companion(Class<?> type, String name) {
        try {
            return Optional.of(Class.forName(name, true, type.getClassLoader()));
        } catch (ClassNotFoundException _) {
            return Optional.empty(); // most have none
        }
    }

    private static Mapped<?, ?> value(Field field) {
        try {
            if (field.get(null) instanceof Mapped<?, ?> column) {
                return column;
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError("made accessible before: " + field, e);
        }
        throw new MappingException(
                field.getDeclaringClass().getSimpleName() + "." + field.getName()
                        + " has no value when the engine starts; make it final and give it one at once",
                null);
    }
}
