package dev.rapier.stress;

/** How long the races go on: a moment in every build, or as long as it takes to find something. */
final class StressLength {
    private StressLength() {}

    /** Whether {@code -Drapier.stress=long} was given. */
    static boolean isLong() {
        return "long".equals(System.getProperty("rapier.stress"));
    }

    /** A number of rounds, a hundred times as many in the long run. */
    static int rounds(int inShort) {
        return isLong() ? inShort * 100 : inShort;
    }
}
