package dev.rapier.processor;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Sources that are compiled with the processor, warnings being errors, into a directory. */
record Compilation(Path directory, boolean success, List<String> messages) {
    static Compilation of(Path directory, Map<String, String> sources) throws IOException {
        for (var source : sources.entrySet()) {
            var file = directory.resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        try (var files = compiler.getStandardFileManager(found, null, null)) {
            var task = compiler.getTask(
                    null,
                    files,
                    found,
                    List.of("-d", directory.toString(), "-Xlint:all,-processing,-classfile", "-Werror"),
                    null,
                    files.getJavaFileObjectsFromPaths(
                            sources.keySet().stream().map(directory::resolve).toList()));
            task.setProcessors(List.of(new ColumnProcessor()));
            boolean success = task.call();
            return new Compilation(
                    directory,
                    success,
                    found.getDiagnostics().stream().map(Compilation::text).toList());
        }
    }

    private static String text(Diagnostic<?> diagnostic) {
        return diagnostic.getKind() + ": " + diagnostic.getMessage(null);
    }

    /** What was compiled, with the program's class path above. */
    URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, Compilation.class.getClassLoader());
    }
}
