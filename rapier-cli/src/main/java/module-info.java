/** The command line: {@code rapier run FILE.java}, {@code rapier tour}, {@code rapier migrate up}, {@code rapier ps PID}. */
@org.jspecify.annotations.NullMarked
module dev.rapier.cli {
    requires static org.jspecify;
    requires dev.rapier;
    requires dev.rapier.tour;
    requires info.picocli;
    requires java.compiler;
    requires java.logging;
    requires java.management;
    requires java.management.rmi;
    requires jdk.attach;

    opens dev.rapier.cli to
            info.picocli;
}
