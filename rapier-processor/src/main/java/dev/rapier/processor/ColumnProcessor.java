package dev.rapier.processor;

import java.io.IOException;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Writes {@code UserColumns} beside the entity {@code User}: a constant for each mapped attribute, of the types {@code Mapped} and
 * {@code MappedText} of {@code dev.rapier.orm}.
 *
 * <pre>{@code
 * select(User.class).where(UserColumns.EMAIL.contains("@")).orderBy(UserColumns.ID);
 * }</pre>
 */
@SupportedAnnotationTypes("jakarta.persistence.Entity")
public final class ColumnProcessor extends AbstractProcessor {
    /** Made by the compiler. */
    public ColumnProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            for (Element element : round.getElementsAnnotatedWith(annotation)) {
                if (element instanceof TypeElement entity) {
                    write(entity);
                }
            }
        }
        return false; // others may want to see entities, too
    }

    private void write(TypeElement entity) {
        if (isPrivate(entity)) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.NOTE,
                            "No columns are written for a private entity, which another class can't name",
                            entity);
            return;
        }
        var columns = new ColumnClass(
                entity, processingEnv.getElementUtils(), new MappedAttributes(processingEnv).of(entity));
        try (var file = processingEnv
                .getFiler()
                .createSourceFile(columns.qualifiedName(), entity)
                .openWriter()) {
            file.write(columns.source());
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.ERROR,
                            columns.qualifiedName() + " can't be written: " + e.getMessage(),
                            entity);
        }
    }

    /** Whether it, or a class around it, is private. */
    private static boolean isPrivate(TypeElement type) {
        return type.getModifiers().contains(Modifier.PRIVATE)
                || (type.getEnclosingElement() instanceof TypeElement outer && isPrivate(outer));
    }
}
