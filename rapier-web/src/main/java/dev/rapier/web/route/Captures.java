package dev.rapier.web.route;

import java.util.List;

/** The places in a path that names have taken so far on the way down the tree. */
final class Captures {
    private final String path;
    private final int[] bounds;
    private int size;

    Captures(String path, int capacity) {
        this.path = path;
        this.bounds = new int[2 * capacity];
    }

    int size() {
        return size;
    }

    /** Forgets the latest ones down to a number. */
    void backTo(int earlier) {
        size = earlier;
    }

    void add(int start, int end) {
        bounds[2 * size] = start;
        bounds[2 * size + 1] = end;
        size++;
    }

    /** Puts those after a number into the other order. */
    void reverseFrom(int first) {
        for (int low = first, high = size - 1; low < high; low++, high--) {
            swap(2 * low, 2 * high);
            swap(2 * low + 1, 2 * high + 1);
        }
    }

    private void swap(int a, int b) {
        int kept = bounds[a];
        bounds[a] = bounds[b];
        bounds[b] = kept;
    }

    List<String> values() {
        var values = new String[size];
        for (int i = 0; i < size; i++) {
            values[i] = path.substring(bounds[2 * i], bounds[2 * i + 1]);
        }
        return List.of(values);
    }
}
