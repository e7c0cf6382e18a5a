package dev.rapier.orm;

import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.Metamodel;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the engine's mapping says of entities and their attributes, with errors that tell what there is instead. */
final class EntityMapping {
    private final Metamodel metamodel;
    private final Set<Mapped<?, ?>> checked;

    /** The classes of the entities; Hibernate would make a set of them anew at each question. */
    private final Set<Class<?>> classes;

    private EntityMapping(Metamodel metamodel, Set<Mapped<?, ?>> checked) {
        this.metamodel = metamodel;
        this.checked = checked;
        this.classes = metamodel.getEntities().stream()
                .<Class<?>>map(EntityType::getJavaType)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The mapping, with these columns checked once and for all.
     *
     * @throws MappingException if one of them does not fit
     */
    static EntityMapping of(Metamodel metamodel, Set<Mapped<?, ?>> columns) {
        var unchecked = new EntityMapping(metamodel, Set.of());
        columns.forEach(unchecked::require);
        return new EntityMapping(metamodel, Set.copyOf(columns));
    }

    /** Requires that the engine knows the class as an entity. */
    void requireEntity(Class<?> type) {
        if (!classes.contains(type)) {
            throw new MappingException(
                    type.getName() + " is not an entity of this engine, which knows " + entities()
                            + ". Name it when the engine is made: OrmEngine.create(url, o -> o.entities("
                            + type.getSimpleName() + ".class))",
                    null);
        }
    }

    /** Requires that the column is mapped, with the type that it says. */
    void require(Mapped<?, ?> column) {
        if (checked.contains(column)) {
            return;
        }
        var mapped = type(column.entity(), column.path());
        if (mapped == Object.class) {
            return; // of a superclass with type parameters, which the mapping does not tell
        }
        if (!boxed(column.type()).isAssignableFrom(boxed(mapped))) {
            throw new MappingException(
                    "The column " + column + " says " + column.type().getName() + ", but the entity's attribute is a "
                            + mapped.getName(),
                    null);
        }
    }

    /** Requires that the entity has the attribute. */
    void requireAttribute(Class<?> entity, String name) {
        attribute(managed(entity, entity.getSimpleName()), entity, name, name);
    }

    /** Whether a change of its rows has to change their version, too. */
    boolean isVersioned(Class<?> entity) {
        return metamodel.entity(entity).hasVersionAttribute();
    }

    /** Whether one of the attributes on the way of this one is a collection. */
    boolean holdsMany(Mapped<?, ?> column) {
        ManagedType<?> owner = metamodel.managedType(column.entity());
        for (String name : column.path().split("\\.", -1)) {
            switch (owner.getAttribute(name)) {
                case SingularAttribute<?, ?> one when one.getType() instanceof ManagedType<?> next -> owner = next;
                case PluralAttribute<?, ?, ?> _ -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    /** The class, or that above it, which declares the attribute and is an entity. */
    Class<?> owner(Class<?> entity, String attribute) {
        var declaring = metamodel.managedType(entity).getAttribute(attribute).getDeclaringType();
        return declaring instanceof jakarta.persistence.metamodel.EntityType<?> ? declaring.getJavaType() : entity;
    }

    /** Requires that the attribute is mapped and that it may have the value. */
    void requireValue(Class<?> entity, String path, @Nullable Object value) {
        var type = type(entity, path);
        if (value != null && !boxed(type).isInstance(value)) {
            throw new MappingException(
                    entity.getSimpleName() + "." + path + " is a " + type.getName() + ", and can't be compared with a "
                            + value.getClass().getName(),
                    null);
        }
    }

    private Class<?> type(Class<?> entity, String path) {
        ManagedType<?> owner = managed(entity, entity.getSimpleName());
        Class<?> type = entity;
        for (String name : path.split("\\.", -1)) {
            if (owner == null) {
                throw new MappingException(
                        entity.getSimpleName() + "." + path + ": there is nothing below a " + type.getName(), null);
            }
            var attribute = attribute(owner, entity, path, name);
            type = attribute instanceof PluralAttribute<?, ?, ?> many
                    ? many.getElementType().getJavaType()
                    : attribute.getJavaType();
            owner = switch (attribute) {
                case SingularAttribute<?, ?> one when one.getType() instanceof ManagedType<?> next -> next;
                case PluralAttribute<?, ?, ?> many when many.getElementType() instanceof ManagedType<?> next -> next;
                default -> null;
            };
        }
        return type;
    }

    private ManagedType<?> managed(Class<?> type, String name) {
        try {
            return metamodel.managedType(type);
        } catch (IllegalArgumentException e) {
            throw new MappingException(name + " is not mapped by this engine, which knows " + entities(), e);
        }
    }

    private static Attribute<?, ?> attribute(ManagedType<?> owner, Class<?> entity, String path, String name) {
        return owner.getAttributes().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new MappingException(
                        entity.getSimpleName() + "." + path + " is not mapped: "
                                + owner.getJavaType().getSimpleName() + " has "
                                + owner.getAttributes().stream()
                                        .map(Attribute::getName)
                                        .sorted()
                                        .collect(Collectors.joining(", ")),
                        null));
    }

    private String entities() {
        var names = metamodel.getEntities().stream()
                .map(entity -> entity.getJavaType().getSimpleName())
                .sorted()
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "no entity at all" : names;
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
