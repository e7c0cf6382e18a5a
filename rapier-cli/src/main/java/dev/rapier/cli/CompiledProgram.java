package dev.rapier.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A program of one source file, compiled in memory: the loader of its classes. */
final class CompiledProgram extends ClassLoader {

    private final Path file;
    private final Map<String, byte[]> classes;

    /** Of code that was compiled already, by the names of its classes. */
    CompiledProgram(Path file, Map<String, byte[]> classes) {
        super("program", CompiledProgram.class.getClassLoader());
        this.file = file;
        this.classes = classes;
    }

    /**
     * Compiles a source file against the jars that this process runs with: they are its class path, and its module path too, for
     * {@code import module dev.rapier}. Parameters keep their names, as Rapier binds by name.
     *
     * @param err where the compiler prints its errors and warnings, with file and line
     * @return empty when there were errors
     */
    static Optional<CompiledProgram> compile(Path file, PrintWriter err) {
        try (StandardJavaFileManager files = compiler().getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            return compile(file, files, err);
        } catch (IOException e) {
            throw new UncheckedIOException("The compiler could not close its files after " + file, e);
        }
    }

    static JavaCompiler compiler() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException(
                    "This Java has no compiler: run Rapier with a JDK rather than a JRE; it runs with "
                            + System.getProperty("java.home"));
        }
        return compiler;
    }

    /** {@link #compile(Path, PrintWriter)} of one of many files, with jars that stay open in between. */
    static Optional<CompiledProgram> compile(Path file, StandardJavaFileManager files, PrintWriter err) {
        String jars = System.getProperty("java.class.path");
        List<String> options = List.of(
                "-parameters",
                "-proc:none",
                "-g",
                "--class-path",
                jars,
                "--module-path",
                jars,
                "--add-modules",
                "dev.rapier");
        Map<String, byte[]> classes = new LinkedHashMap<>();
        boolean compiled = compiler()
                .getTask(err, new InMemory(files, classes), null, options, null, files.getJavaFileObjects(file))
                .call();
        err.flush();
        return compiled ? Optional.of(new CompiledProgram(file, classes)) : Optional.empty();
    }

    /** The main method of the class that bears the file's name, else of the first class with one. */
    Optional<MainMethod> mainMethod() {
        String named = file.getFileName().toString().replaceFirst("\\.java$", "");
        Stream<String> likely =
                classes.keySet().stream().filter(name -> name.equals(named) || name.endsWith("." + named));
        return Stream.concat(likely.map(this::load), types())
                .flatMap(type -> MainMethod.of(type).stream())
                .findFirst();
    }

    /** All its classes, in no particular order. */
    Stream<Class<?>> types() {
        return classes.keySet().stream().map(this::load);
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, this);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The compiler gave a class " + name + " that can't be loaded", e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = classes.get(name);
        if (code == null) {
            throw new ClassNotFoundException(name + " is neither in " + file + " nor on the class path");
        }
        return defineClass(name, code, 0, code.length);
    }

    /** Libraries that read the code of a class find it here. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] code = name.endsWith(".class")
                ? classes.get(
                        name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                : null;
        return code == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(code);
    }

    /** Keeps what the compiler writes. */
    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, byte[]> classes;

        InMemory(JavaFileManager files, Map<String, byte[]> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(className, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
