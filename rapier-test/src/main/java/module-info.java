/** Tools for the tests of a Rapier service. */
@org.jspecify.annotations.NullMarked
module dev.rapier.test {
    requires static org.jspecify;
    requires static org.junit.jupiter.api;
    requires transitive dev.rapier.async;
    requires transitive dev.rapier.web;
    requires transitive tools.jackson.databind;

    exports dev.rapier.test;

    opens dev.rapier.test to
            org.junit.platform.commons; // which makes the extension
}
