package dev.rapier;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The modules of Rapier and of the JDK as the tests see them: on the class path, read by their descriptors. */
final class RapierModules {

    private RapierModules() {}

    /** Those of Rapier, found among the entries of the class path. */
    static List<ModuleReference> all() {
        return finder().findAll().stream()
                .filter(module -> module.descriptor().name().startsWith("dev.rapier"))
                .toList();
    }

    /** Everything that {@code import module dev.rapier} imports, of Rapier and of others, but {@code java.base}. */
    static List<ModuleReference> imported() {
        ModuleFinder finder = finder();
        Set<String> names = new TreeSet<>();
        follow("dev.rapier", finder, names);
        return names.stream().map(name -> find(name, finder)).toList();
    }

    static ModuleReference base() {
        return ModuleFinder.ofSystem().find("java.base").orElseThrow();
    }

    /** The public types of the packages that a module exports to everyone. */
    static List<Class<?>> exportedTypes(ModuleReference module) {
        Set<String> packages = module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        try (ModuleReader reader = module.open();
                Stream<String> files = reader.list()) {
            return files.filter(file -> file.endsWith(".class") && file.contains("/") && !file.contains("$"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))))
                    .filter(name -> !name.endsWith(".package-info"))
                    .<Class<?>>map(RapierModules::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read module " + module, e);
        }
    }

    private static void follow(String name, ModuleFinder finder, Set<String> names) {
        if (name.equals("java.base") || !names.add(name)) {
            return;
        }
        for (ModuleDescriptor.Requires requires :
                find(name, finder).descriptor().requires()) {
            if (requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE)) {
                follow(requires.name(), finder, names);
            }
        }
    }

    private static ModuleReference find(String name, ModuleFinder finder) {
        return finder.find(name).or(() -> ModuleFinder.ofSystem().find(name)).orElseThrow();
    }

    private static ModuleFinder finder() {
        return ModuleFinder.of(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes"))
                .map(Path::of)
                .toArray(Path[]::new));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, RapierModules.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Type " + name + " of a module is not on the class path", e);
        }
    }
}
