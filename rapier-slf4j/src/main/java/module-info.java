/** SLF4J's MDC goes along with tasks. There is nothing to call: it works by being there. */
@org.jspecify.annotations.NullMarked
module dev.rapier.slf4j {
    requires static org.jspecify;
    requires dev.rapier.async;
    requires org.slf4j;

    provides dev.rapier.async.ContextBridge with
            dev.rapier.slf4j.MdcBridge;
}
