package dev.rapier.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.Diagnostic;

/** Reads which attributes of an entity are mapped, by the rules of Jakarta Persistence: fields, or getters where the id is one. */
record MappedAttributes(ProcessingEnvironment environment) {
    private static final String PERSISTENCE = "jakarta.persistence.";
    private static final Set<String> MANY =
            Set.of(PERSISTENCE + "OneToMany", PERSISTENCE + "ManyToMany", PERSISTENCE + "ElementCollection");

    /** Its own and those of the mapped classes above, each once. */
    List<MappedAttribute> of(TypeElement entity) {
        var hierarchy = Stream.iterate(Optional.of(entity), Optional::isPresent, type -> above(type.orElseThrow()))
                .map(Optional::orElseThrow)
                .filter(type -> type == entity
                        || has(type, PERSISTENCE + "Entity")
                        || has(type, PERSISTENCE + "MappedSuperclass"))
                .toList();
        boolean byGetter = hierarchy.stream()
                .flatMap(type -> type.getEnclosedElements().stream())
                .filter(member -> has(member, PERSISTENCE + "Id") || has(member, PERSISTENCE + "EmbeddedId"))
                .anyMatch(member -> member.getKind() == ElementKind.METHOD);
        var found = new LinkedHashMap<String, MappedAttribute>();
        for (TypeElement type : hierarchy.reversed()) {
            type.getEnclosedElements().stream()
                    .filter(member -> isMapped(member, byGetter))
                    .forEach(member -> attribute(entity, member).ifPresent(one -> found.put(one.name(), one)));
        }
        return List.copyOf(found.values());
    }

    private Optional<TypeElement> above(TypeElement type) {
        return type.getSuperclass() instanceof DeclaredType parent && parent.asElement() instanceof TypeElement element
                ? Optional.of(element)
                : Optional.empty();
    }

    private static boolean isMapped(Element member, boolean byGetter) {
        Set<Modifier> modifiers = member.getModifiers();
        if (modifiers.contains(Modifier.STATIC)
                || modifiers.contains(Modifier.TRANSIENT)
                || has(member, PERSISTENCE + "Transient")) {
            return false;
        }
        return byGetter
                ? member instanceof ExecutableElement method && property(method).isPresent()
                : member.getKind() == ElementKind.FIELD;
    }

    /** {@code email} of {@code getEmail()}. */
    private static Optional<String> property(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        int prefix = name.startsWith("get") ? 3 : name.startsWith("is") ? 2 : name.length();
        if (!method.getParameters().isEmpty()
                || method.getReturnType().getKind() == TypeKind.VOID
                || prefix >= name.length()) {
            return Optional.empty();
        }
        return Optional.of(Character.toLowerCase(name.charAt(prefix)) + name.substring(prefix + 1));
    }

    private Optional<MappedAttribute> attribute(TypeElement entity, Element member) {
        var seen = environment.getTypeUtils().asMemberOf((DeclaredType) entity.asType(), member);
        TypeMirror type = seen instanceof ExecutableType getter ? getter.getReturnType() : seen;
        String name = member instanceof ExecutableElement method
                ? property(method).orElseThrow()
                : member.getSimpleName().toString();
        var column = literal(holdsMany(member) ? each(type) : type).map(source -> new MappedAttribute(name, source));
        if (column.isEmpty()) {
            environment
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.NOTE,
                            "No column is written for " + name + ", since a " + type + " has no class literal",
                            member);
        }
        return column;
    }

    private static boolean holdsMany(Element member) {
        return MANY.stream().anyMatch(annotation -> has(member, annotation));
    }

    /** What a collection holds; of a map the values. */
    private static TypeMirror each(TypeMirror type) {
        return type instanceof DeclaredType collection
                        && !collection.getTypeArguments().isEmpty()
                ? collection.getTypeArguments().getLast()
                : type;
    }

    /** The type as it stands in source before {@code .class}, boxed; none where it has type arguments. */
    private Optional<String> literal(TypeMirror type) {
        return switch (type) {
            case PrimitiveType primitive ->
                Optional.of(environment
                        .getTypeUtils()
                        .boxedClass(primitive)
                        .getQualifiedName()
                        .toString());
            case ArrayType array
            when array.getComponentType() instanceof PrimitiveType component ->
                Optional.of(component.getKind().name().toLowerCase(java.util.Locale.ROOT) + "[]");
            case ArrayType array -> literal(array.getComponentType()).map(component -> component + "[]");
            case DeclaredType declared
            when declared.getTypeArguments().isEmpty()
                    && declared.asElement() instanceof TypeElement element
                    && element.getTypeParameters().isEmpty()
                    && !element.getModifiers().contains(Modifier.PRIVATE) ->
                Optional.of(element.getQualifiedName().toString());
            default -> Optional.empty();
        };
    }

    private static boolean has(Element element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .map(mirror -> (TypeElement) mirror.getAnnotationType().asElement())
                .anyMatch(type -> type.getQualifiedName().contentEquals(annotation));
    }
}
