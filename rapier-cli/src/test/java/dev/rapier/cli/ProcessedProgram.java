package dev.rapier.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.processor.ColumnProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;

/** A program that is compiled with the annotation processor of {@code rapier-processor}, as a build does it. */
final class ProcessedProgram {
    private ProcessedProgram() {}

    /** The main method of a program of one file, and of what the processor writes beside it. */
    static MainMethod compile(Path file) throws IOException {
        Path folder = Files.createDirectory(file.resolveSibling("compiled"));
        String jars = System.getProperty("java.class.path");
        List<String> options = List.of(
                "-parameters",
                "-d",
                folder.toString(),
                "--class-path",
                jars,
                "--module-path",
                jars,
                "--add-modules",
                "dev.rapier");
        StringWriter errors = new StringWriter();
        JavaCompiler compiler = CompiledProgram.compiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(errors, files, null, options, null, files.getJavaFileObjects(file));
            task.setProcessors(List.of(new ColumnProcessor()));
            assertThat(task.call()).as(errors.toString()).isTrue();
        }
        return new CompiledProgram(file, classes(folder)).mainMethod().orElseThrow();
    }

    private static Map<String, byte[]> classes(Path folder) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each :
                    files.filter(found -> found.toString().endsWith(".class")).toList()) {
                classes.put(each.getFileName().toString().replaceFirst("\\.class$", ""), Files.readAllBytes(each));
            }
        }
        return classes;
    }
}
