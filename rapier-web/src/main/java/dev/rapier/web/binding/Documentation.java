package dev.rapier.web.binding;

import dev.rapier.http.Description;
import dev.rapier.http.Hidden;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What annotations say of a parameter or a component to people.
 *
 * @param title empty where it is made of the name
 * @param description empty for none
 * @param hidden whether it is left out of the document
 */
public record Documentation(String title, String description, boolean deprecated, boolean hidden) {
    static Documentation of(List<Annotation> annotations) {
        boolean hidden = Shapes.find(annotations, Hidden.class) != null;
        Description description = Shapes.find(annotations, Description.class);
        return description == null
                ? new Documentation("", "", false, hidden)
                : new Documentation(description.title(), description.value(), description.deprecated(), hidden);
    }

    /** Adds title, description, default and deprecation to the schema of a type; a reference gets no title. */
    void describe(Map<String, @Nullable Object> schema, String name, @Nullable Preset preset) {
        if (!title.isEmpty()) {
            schema.put("title", title);
        } else if (!schema.containsKey("$ref")) {
            schema.put("title", Titles.of(name));
        }
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        if (preset != null && preset.shown() != null) {
            schema.put("default", preset.shown());
        }
        if (deprecated) {
            schema.put("deprecated", true);
        }
    }
}
