/** Writes classes of typed columns beside entities while they are compiled. */
@org.jspecify.annotations.NullMarked
module dev.rapier.processor {
    requires static org.jspecify;
    requires java.compiler;

    provides javax.annotation.processing.Processor with
            dev.rapier.processor.ColumnProcessor;
}
