package dev.rapier.web.binding;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rapier.http.Default;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes and keeps the shapes of records, one per record and type arguments. */
final class RecordShapes {
    private final Shapes shapes;
    private final Map<String, RecordShape> known = new HashMap<>();

    RecordShapes(Shapes shapes) {
        this.shapes = shapes;
    }

    RecordShape of(AnnotatedType type, Class<?> raw, TypeScope outer) {
        String key = raw.getClassLoader() + " " + outer.describe(type);
        RecordShape found = known.get(key);
        if (found != null) {
            return found;
        }
        Constructor<?> constructor = canonicalConstructor(raw);
        MethodHandle handle = Access.handle(constructor)
                .asFixedArity()
                .asSpreader(Object[].class, constructor.getParameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
        String schemaName = outer.schemaName(type);
        var made = new RecordShape(schemaName, Schemas.qualified(raw, schemaName), handle);
        known.put(key, made); // before its fields: one of them may be of this very type
        TypeScope inside = TypeScope.inside(type, raw, outer);
        var fields = new ArrayList<RecordShape.Field>();
        var names = new HashMap<String, String>();
        boolean foreign = Arrays.stream(raw.getAnnotations()).anyMatch(a -> Constraints.isForeign(a, made));
        RecordComponent[] components = raw.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            List<Annotation> annotations = annotations(components[i], constructor, i);
            Shapes.Described described = shapes.of(components[i].getAnnotatedType(), annotations, inside);
            foreign |= described.hasForeignConstraints();
            String name = name(components[i], annotations);
            names.put(components[i].getName(), name);
            String where = "component " + components[i].getName() + " of record " + raw.getName();
            fields.add(new RecordShape.Field(
                    name,
                    described.shape(),
                    preset(described.shape(), annotations, where),
                    Documentation.of(annotations)));
        }
        made.complete(
                fields, foreign ? new BeanValidation(HibernateValidator.get(), Map.copyOf(names)) : Validation.NONE);
        return made;
    }

    private static Constructor<?> canonicalConstructor(Class<?> raw) {
        Class<?>[] types = Arrays.stream(raw.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return raw.getDeclaredConstructor(types);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("Record " + raw.getName() + " has no canonical constructor", impossible);
        }
    }

    /** From all the places to which the compiler copies the annotations of a component, as far as each is meant for them. */
    private static List<Annotation> annotations(RecordComponent component, Constructor<?> constructor, int index) {
        var all = new LinkedHashSet<>(List.of(component.getAnnotations()));
        all.addAll(List.of(component.getAccessor().getAnnotations()));
        all.addAll(List.of(constructor.getParameters()[index].getAnnotations()));
        try {
            all.addAll(List.of(component
                    .getDeclaringRecord()
                    .getDeclaredField(component.getName())
                    .getAnnotations()));
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("Component " + component + " has no field", impossible);
        }
        return List.copyOf(all);
    }

    private static String name(RecordComponent component, List<Annotation> annotations) {
        JsonProperty property = Shapes.find(annotations, JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    static @Nullable Preset preset(Shape shape, List<Annotation> annotations, String where) {
        Default annotation = Shapes.find(annotations, Default.class);
        if (annotation != null) {
            return Presets.of(annotation, shape, where);
        }
        return shape instanceof NullableShape nullable ? new Preset(nullable.none(), null) : null;
    }
}
