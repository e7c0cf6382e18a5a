package dev.rapier.async;

/** Unwinds the body of a generator whose consumer has had enough; caught by the generator that threw it. */
final class GeneratorExit extends Error {
    private static final long serialVersionUID = 1L;

    GeneratorExit() {
        super("the consumer of this generator has ended", null, false, false);
    }
}
