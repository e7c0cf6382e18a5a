package dev.rapier.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.JCStressTest;

/** Runs the races under jcstress, in JVMs of its own: each for a moment, or with {@code -Drapier.stress=long} as jcstress likes it best. */
class JcstressTest {
    private static final List<String> SHORT = List.of(
            "-v",
            "-iters",
            "1",
            "-time",
            "100",
            "-f",
            "1",
            "-fsm",
            "1",
            "-sc",
            "false",
            "-af",
            "NONE",
            "-spinStyle",
            "THREAD_YIELD",
            "-jvmArgs",
            "-XX:+UseSerialGC -Xmx256m -XX:TieredStopAtLevel=1");
    private static final List<String> LONG = List.of("-v", "-m", "default", "-af", "NONE");

    @Test
    void noRaceHasAnOutcomeThatItMustNotHave() throws Exception {
        Path folder = Files.createDirectories(Path.of("target", "jcstress").toAbsolutePath());
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command(folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(StressLength.isLong() ? 60 : 3, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(ended).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(passed(said)).as(said).containsExactlyInAnyOrderElementsOf(races());
    }

    private static List<String> command(Path folder) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "org.openjdk.jcstress.Main",
                "-r",
                folder.toString()));
        command.addAll(StressLength.isLong() ? LONG : SHORT);
        return command;
    }

    /** What is there of the class path: jcstress does not bear folders that are not. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> passed(String said) {
        return Pattern.compile("\\[OK] (dev\\S+)")
                .matcher(said)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
    }

    private static List<String> races() {
        return Stream.of(TaskRaces.class, HandOverRaces.class)
                .flatMap(races -> Stream.of(races.getDeclaredClasses()))
                .filter(race -> race.isAnnotationPresent(JCStressTest.class))
                .map(race -> race.getName().replace('$', '.'))
                .toList();
    }
}
