package dev.rapier.processor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** The class of the columns of an entity: {@code UserColumns}, of a nested {@code Shop.User} {@code ShopUserColumns}. */
record ColumnClass(TypeElement entity, Elements elements, List<MappedAttribute> attributes) {
    private static final String GENERATED = "javax.annotation.processing.Generated";

    private String packageName() {
        return elements.getPackageOf(entity).getQualifiedName().toString();
    }

    private String name() {
        Deque<String> names = new ArrayDeque<>();
        for (Element type = entity; type instanceof TypeElement; type = type.getEnclosingElement()) {
            names.push(type.getSimpleName().toString());
        }
        return String.join("", names) + "Columns";
    }

    String qualifiedName() {
        return packageName().isEmpty() ? name() : packageName() + "." + name();
    }

    String source() {
        String header = packageName().isEmpty() ? "" : "package " + packageName() + ";\n\n";
        String generated = elements.getTypeElement(GENERATED) == null
                ? ""
                : "@" + GENERATED + "(\"" + ColumnProcessor.class.getName() + "\")\n";
        return header
                + "/** The columns of {@link " + entity.getQualifiedName() + "}, as it was when this was compiled. */\n"
                + generated
                + (isPublic(entity) ? "public " : "")
                + "final class " + name() + " {\n"
                + "    private " + name() + "() {}\n\n"
                + attributes.stream().map(this::constant).collect(Collectors.joining("\n"))
                + "}\n";
    }

    private String constant(MappedAttribute attribute) {
        String owner = entity.getQualifiedName().toString();
        String name = attribute.name();
        String field = attribute.isText()
                ? "dev.rapier.orm.MappedText<%s> %s = dev.rapier.orm.Mapped.text(%s.class, \"%s\");"
                        .formatted(owner, attribute.constant(), owner, name)
                : "dev.rapier.orm.Mapped<%s, %s> %s = dev.rapier.orm.Mapped.of(%s.class, \"%s\", %s.class);"
                        .formatted(owner, attribute.type(), attribute.constant(), owner, name, attribute.type());
        return "    /** {@code " + name + "}. */\n    public static final " + field + "\n";
    }

    private static boolean isPublic(@Nullable Element type) {
        return !(type instanceof TypeElement)
                || (type.getModifiers().contains(Modifier.PUBLIC) && isPublic(type.getEnclosingElement()));
    }
}
