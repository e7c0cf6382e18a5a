package dev.rapier.web.binding;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The named schemas of a document. */
public interface SchemaNames {
    /** Whether what the server sends is described, rather than what it takes. */
    boolean isOutput();

    /**
     * A reference to the schema of a type, which is made and kept under a name on its first use.
     *
     * @param type what tells two types of one name apart
     * @param name the name that it should have
     * @param qualifiedName its name where another type has the same one
     */
    Map<String, @Nullable Object> reference(
            Object type, String name, String qualifiedName, Supplier<Map<String, @Nullable Object>> schema);
}
