/** The context of OpenTelemetry goes along with tasks. There is nothing to call: it works by being there. */
@org.jspecify.annotations.NullMarked
module dev.rapier.opentelemetry {
    requires static org.jspecify;
    requires dev.rapier.async;
    requires io.opentelemetry.context;

    provides dev.rapier.async.ContextBridge with
            dev.rapier.opentelemetry.OpenTelemetryBridge;
}
