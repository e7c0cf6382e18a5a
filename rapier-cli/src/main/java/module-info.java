/** The command line: {@code rapier run FILE.java}, {@code rapier tour}. */
@org.jspecify.annotations.NullMarked
module dev.rapier.cli {
    requires static org.jspecify;
    requires dev.rapier;
    requires dev.rapier.tour;
    requires info.picocli;
    requires java.compiler;
    requires java.logging;

    opens dev.rapier.cli to
            info.picocli;
}
