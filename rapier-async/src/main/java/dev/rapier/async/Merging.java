package dev.rapier.async;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The values of several generators as they come. */
final class Merging {
    private Merging() {}

    static <T> AsyncGenerator<T> of(Collection<? extends AsyncGenerator<? extends T>> generators) {
        List<AsyncGenerator<? extends T>> sources = new ArrayList<>(Objects.requireNonNull(generators, "generators"));
        if (sources.contains(null)) {
            throw new NullPointerException(
                    "generator " + (sources.indexOf(null) + 1) + " of " + sources.size() + " is null");
        }
        return AsyncGenerator.of(out -> Group.run(
                "a merge",
                group -> {
                    AsyncChannel<T> values = AsyncChannel.bounded("of a merge", 0);
                    try (ChannelSender<T> first = values.sender()) { // so that it does not end before all have begun
                        sources.forEach(source -> startSource(group, source, first.another()));
                    }
                    values.values().forEach(out::yield);
                    return true;
                },
                null));
    }

    private static <T> void startSource(Group group, AsyncGenerator<? extends T> source, ChannelSender<T> sender) {
        group.start("source of a merge", () -> {
            try (sender) {
                Mapping.orFail(group, () -> {
                    source.forEach(sender::send);
                    return Failures.nothing();
                });
            }
        });
    }
}
