package dev.rapier;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleReference;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who writes {@code import module dev.rapier} imports every exported type by its simple name, and all of {@code java.base} as well: two types of
 * one name are an error where one is used.
 */
class ExportedNamesTest {

    private static final List<Class<?>> OF_RAPIER = RapierModules.all().stream()
            .flatMap(module -> RapierModules.exportedTypes(module).stream())
            .toList();

    @Test
    void no_exported_type_has_the_name_of_a_type_of_java_base() {
        assertThat(clashes(RapierModules.exportedTypes(RapierModules.base()))).isEmpty();
    }

    @Test
    void no_two_exported_types_have_one_name() {
        Map<String, List<Class<?>>> byName = OF_RAPIER.stream()
                .collect(Collectors.groupingBy(Class::getSimpleName, TreeMap::new, Collectors.toList()));
        assertThat(byName.values()).filteredOn(types -> types.size() > 1).isEmpty();
    }

    @Test
    void no_exported_type_has_the_name_of_a_type_of_another_module_that_comes_with_the_import() {
        List<Class<?>> ofOthers = RapierModules.imported().stream()
                .filter(module -> !module.descriptor().name().startsWith("dev.rapier"))
                .flatMap(module -> RapierModules.exportedTypes(module).stream())
                .toList();
        assertThat(clashes(ofOthers)).isEmpty();
    }

    /** A handler that names {@code List} or {@code Path} must get the one of {@code java.base}, whatever else the import brings. */
    @Test
    void the_import_brings_no_type_with_a_name_of_java_base() {
        Set<String> ofBase = RapierModules.exportedTypes(RapierModules.base()).stream()
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        Stream<Class<?>> imported = RapierModules.imported().stream()
                .map(RapierModules::exportedTypes)
                .flatMap(List::stream);
        assertThat(imported.filter(type -> ofBase.contains(type.getSimpleName())))
                .isEmpty();
    }

    /** The optional bridges export nothing; meters are for those who have Micrometer. */
    @Test
    void the_one_import_brings_every_module_that_has_types_for_users_and_is_not_for_tests() {
        assertThat(RapierModules.imported())
                .extracting(module -> module.descriptor().name())
                .containsAll(RapierModules.all().stream()
                        .map(ModuleReference::descriptor)
                        .filter(descriptor -> !descriptor.exports().isEmpty())
                        .map(descriptor -> descriptor.name())
                        .filter(name -> !Set.of("dev.rapier.test", "dev.rapier.micrometer")
                                .contains(name))
                        .toList());
    }

    private static List<Class<?>> clashes(List<Class<?>> others) {
        Set<String> names = others.stream().map(Class::getSimpleName).collect(Collectors.toSet());
        return OF_RAPIER.stream()
                .filter(type -> names.contains(type.getSimpleName()))
                .toList();
    }
}
