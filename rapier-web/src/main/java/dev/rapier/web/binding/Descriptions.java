package dev.rapier.web.binding;

import dev.rapier.http.Description;
import java.lang.annotation.Annotation;
import java.util.List;

/** What people wrote about a parameter or component. */
final class Descriptions {
    private Descriptions() {}

    /** The text of {@link Description}; empty where there is none. */
    static String of(List<Annotation> annotations) {
        Description description = Shapes.find(annotations, Description.class);
        return description == null ? "" : description.value();
    }
}
