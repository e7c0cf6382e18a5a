/** The tour: every example of the guide on coroutines as a running service. Open, since its handlers and records are found by reflection. */
@org.jspecify.annotations.NullMarked
open module dev.rapier.tour {
    requires static org.jspecify;
    requires com.fasterxml.jackson.annotation;
    requires dev.rapier;
    requires jakarta.persistence;
    requires jakarta.validation;

    exports dev.rapier.tour;
}
