package dev.rapier;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows of {@code docs/architecture.md}: who may depend on whom, and which library is behind which module. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rapier");

    @Test
    void dependencies_point_down_as_the_page_says() throws IOException {
        Map<String, Set<String>> allowed = arrows();
        for (ModuleReference module : RapierModules.all()) {
            String name = module.descriptor().name();
            if (!name.equals("dev.rapier")) {
                assertThat(allowed).as("docs/architecture.md").containsKey(name);
                assertThat(requires(module)).as(name).isSubsetOf(below(name, allowed));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"dev.rapier.async", "dev.rapier.http"})
    void the_modules_at_the_bottom_need_the_jdk_alone(String name) {
        ModuleReference module = RapierModules.all().stream()
                .filter(found -> found.descriptor().name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(module.descriptor().requires())
                .filteredOn(requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .extracting(ModuleDescriptor.Requires::name)
                .allMatch(required -> required.startsWith("java.") || required.startsWith("jdk."));
    }

    @ParameterizedTest
    @CsvSource({
        "io.vertx.., dev.rapier.vertx..",
        "io.netty.., dev.rapier.vertx..",
        "okhttp3.., dev.rapier.client..",
        "okio.., dev.rapier.client..",
        "io.github.resilience4j.., dev.rapier.client.resilience..",
        "com.zaxxer.., dev.rapier.sql..",
        "org.postgresql.., dev.rapier.sql..",
        "org.hibernate.., dev.rapier.(orm|web)..",
        "jakarta.validation.., dev.rapier.web..",
        "org.slf4j.., dev.rapier.slf4j..",
        "io.micrometer.., dev.rapier.micrometer..",
        "io.opentelemetry.., dev.rapier.opentelemetry..",
    })
    void a_library_occurs_in_its_module_only(String library, String module) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages(module))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void nothing_keeps_state_in_a_thread_local() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(CLASSES);
    }

    /** The lines of the page's first block: a module and those it may use. */
    private static Map<String, Set<String>> arrows() throws IOException {
        String page = Files.readString(Path.of("../docs/architecture.md"));
        Map<String, Set<String>> arrows = new TreeMap<>();
        Matcher line =
                Pattern.compile("^rapier-(\\w+) {2,}(.+)$", Pattern.MULTILINE).matcher(page);
        while (line.find()) {
            arrows.put(
                    "dev.rapier." + line.group(1),
                    Pattern.compile("rapier-(\\w+)")
                            .matcher(line.group(2))
                            .results()
                            .map(used -> "dev.rapier." + used.group(1))
                            .collect(Collectors.toSet()));
        }
        return arrows;
    }

    private static Set<String> below(String name, Map<String, Set<String>> arrows) {
        Set<String> below = new HashSet<>();
        for (String used : arrows.getOrDefault(name, Set.of())) {
            below.add(used);
            below.addAll(below(used, arrows));
        }
        return below;
    }

    private static Set<String> requires(ModuleReference module) {
        return module.descriptor().requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .filter(name -> name.startsWith("dev.rapier"))
                .collect(Collectors.toSet());
    }

    /** {@code a.(b|c)..} as {@code a.b..} and {@code a.c..}. */
    private static String[] packages(String pattern) {
        Matcher choice = Pattern.compile("(.*)\\((.*)\\)(.*)").matcher(pattern);
        return choice.matches()
                ? Arrays.stream(choice.group(2).split("\\|"))
                        .map(one -> choice.group(1) + one + choice.group(3))
                        .toArray(String[]::new)
                : new String[] {pattern};
    }
}
