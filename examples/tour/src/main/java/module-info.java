/** The tour: every example of the guide on coroutines as a running service. Open, since its handlers and records are found by reflection. */
@org.jspecify.annotations.NullMarked
open module dev.rapier.tour {
    requires static org.jspecify;
    requires dev.rapier;

    exports dev.rapier.tour;
}
