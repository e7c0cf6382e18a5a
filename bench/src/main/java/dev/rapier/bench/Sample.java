package dev.rapier.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One round of one server under one load.
 *
 * @param cpuMicros CPU of the server per request, in microseconds: user and system
 * @param perSecond requests per second
 * @param p99 milliseconds
 * @param errors answers that were no success
 */
record Sample(double cpuMicros, double perSecond, double p99, long errors) {
    static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return median(samples.stream().mapToDouble(figure).toArray());
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Half the distance between the largest and the smallest, as a part of the median. */
    static double spread(double... values) {
        var range = java.util.Arrays.stream(values).summaryStatistics();
        return (range.getMax() - range.getMin()) / 2 / median(values);
    }
}
