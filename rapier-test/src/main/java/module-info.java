/** Tools for the tests of a Rapier service. */
@org.jspecify.annotations.NullMarked
module dev.rapier.test {
    requires static org.jspecify;
    requires transitive dev.rapier.web;
    requires transitive tools.jackson.databind;

    exports dev.rapier.test;
}
