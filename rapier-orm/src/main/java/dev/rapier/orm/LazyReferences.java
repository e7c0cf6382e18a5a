package dev.rapier.orm;

import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Transient;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Metamodel;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refuses lazy references to entities with open fields. Hibernate puts a stand-in where the entity will be, which loads it when a
 * method is called; a field that is read directly is silently null instead.
 */
final class LazyReferences {
    private LazyReferences() {}

    static void check(Metamodel metamodel) {
        for (var owner : metamodel.getManagedTypes()) {
            owner.getDeclaredAttributes().stream()
                    .filter(attribute -> isLazy(attribute.getJavaMember()))
                    .forEach(attribute -> openField(attribute.getJavaType()).ifPresent(field -> {
                        throw refused(owner.getJavaType(), attribute, field);
                    }));
        }
    }

    private static MappingException refused(Class<?> owner, Attribute<?, ?> attribute, Field open) {
        var type = attribute.getJavaType().getSimpleName();
        return new MappingException(
                owner.getSimpleName() + "." + attribute.getName() + " is a lazy reference to a " + type
                        + ", whose field "
                        + open.getName() + " can be read from outside: it would be null until a method of the " + type
                        + " is called. Make the fields of " + type + " private and read them by methods, or leave out"
                        + " fetch = LAZY",
                null);
    }

    private static boolean isLazy(Member member) {
        if (!(member instanceof AnnotatedElement annotated)) {
            return false;
        }
        var many = annotated.getAnnotation(ManyToOne.class);
        var one = annotated.getAnnotation(OneToOne.class);
        return (many != null && many.fetch() == FetchType.LAZY) || (one != null && one.fetch() == FetchType.LAZY);
    }

    private static Optional<Field> openField(Class<?> type) {
        return Stream.<Class<?>>iterate(type, next -> next != null && next != Object.class, Class::getSuperclass)
                .flatMap(next -> Arrays.stream(next.getDeclaredFields()))
                .filter(field -> (field.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.TRANSIENT)) == 0
                        && !field.isSynthetic()
                        && !field.isAnnotationPresent(Transient.class))
                .findFirst();
    }
}
