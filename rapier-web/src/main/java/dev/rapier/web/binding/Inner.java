package dev.rapier.web.binding;

/** Looks through constraints and nullability. */
final class Inner {
    private Inner() {}

    /** The shape without what is wrapped around it. */
    static Shape of(Shape shape) {
        return switch (shape) {
            case NullableShape nullable -> of(nullable.inner());
            case ConstrainedShape constrained -> of(constrained.inner());
            default -> shape;
        };
    }
}
