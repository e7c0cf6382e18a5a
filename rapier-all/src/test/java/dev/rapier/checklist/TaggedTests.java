package dev.rapier.checklist;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Finds the test methods with certain tags, {@code @Tag("D7")}, in the sources: modules do not see each other's tests. */
final class TaggedTests extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Pattern names;
    private final String module;
    private final List<ShownLine> shown;

    private TaggedTests(Pattern names, String module, List<ShownLine> shown) {
        this.names = names;
        this.module = module;
        this.shown = shown;
    }

    /** Those of the modules whose tag is one of these names. */
    static List<ShownLine> in(Path root, List<String> modules, Pattern names) throws IOException {
        var shown = new ArrayList<ShownLine>();
        for (String module : modules) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java"))) {
                List<Path> tests = files.filter(file -> file.toString().endsWith("Test.java"))
                        .toList();
                new TaggedTests(names, module, shown).read(tests);
            }
        }
        return shown;
    }

    private void read(List<Path> files) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            for (var unit : task.parse()) {
                scan(unit, null);
            }
        }
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
        tags(method.getModifiers())
                .filter(names.asMatchPredicate())
                .forEach(line -> shown.add(new ShownLine(line, module, owner() + "." + method.getName())));
        return super.visitMethod(method, nothing);
    }

    /** Of {@code @Tag("A")} and of {@code @Tags({@Tag("A"), @Tag("B")})}. */
    private static Stream<String> tags(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream().flatMap(TaggedTests::tags);
    }

    private static Stream<String> tags(AnnotationTree annotation) {
        return switch (annotation.getAnnotationType().toString()) {
            case "Tag" ->
                value(annotation) instanceof LiteralTree tag
                        ? Stream.of(tag.getValue().toString())
                        : Stream.of();
            case "Tags" ->
                value(annotation) instanceof NewArrayTree several
                        ? several.getInitializers().stream()
                                .filter(AnnotationTree.class::isInstance)
                                .flatMap(one -> tags((AnnotationTree) one))
                        : Stream.of();
            default -> Stream.of();
        };
    }

    private static ExpressionTree value(AnnotationTree annotation) {
        ExpressionTree argument = annotation.getArguments().getFirst();
        return argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
    }

    private String owner() {
        var path = getCurrentPath().getParentPath();
        return ((ClassTree) path.getLeaf()).getSimpleName().toString();
    }
}
