package dev.rapier.bench;

import dev.rapier.bench.async.Await;
import dev.rapier.bench.async.Gather;
import dev.rapier.bench.async.Generate;
import dev.rapier.bench.async.Parked;
import dev.rapier.bench.async.Scoping;
import dev.rapier.bench.async.Start;
import java.util.List;
import java.util.Optional;

/** The cases of {@code bench/run async}: what of Rapier's, beside what, and what we want to reach. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are those of List.of, the targets are records
enum AsyncCase {
    AWAIT("await a coroutine inline", Await.class, "rapier", List.of("call"), List.of(), Target.more(20)),
    START(
            "start a task and await it",
            Start.class,
            "rapier",
            List.of("startAndJoin"),
            List.of("rapierGroupOfOne", "structuredTaskScope", "kotlin"),
            Target.times(1.3)),
    GATHER_2("gather of 2", 2),
    GATHER_10("gather of 10", 10),
    GATHER_1000("gather of 1,000", 1000),
    PUSH("generator, push, an item", Generate.class, "push", List.of(), List.of(), Target.most(20)),
    PULL("generator, pull, an item", Generate.class, "pull", List.of("handOver"), List.of(), Target.times(1.2)),
    BUFFERED(
            "generator, buffered(64), an item",
            Generate.class,
            "buffered",
            List.of(),
            List.of("blockingQueue"),
            Target.most(150)),
    TIMEOUT("timeout that does not fire", Scoping.class, "timeout", List.of(), List.of(), Target.most(1000)),
    CONTEXT(
            "read of a context variable",
            Scoping.class,
            "contextVar",
            List.of(),
            List.of("threadLocal", "scopedValue"),
            Target.most(10)),
    PARKED("a parked task, heap bytes", Parked.Kind.TASK_PARKED, Parked.Kind.THREAD_PARKED),
    SLEEPING("a sleeping task, heap bytes", Parked.Kind.TASK_SLEEPING, Parked.Kind.THREAD_SLEEPING);

    /** What we want to reach. */
    sealed interface Target {
        /** A figure that is not to be passed. */
        record Most(double figure) implements Target {}

        /** So many times the cheapest baseline. */
        record Times(double factor) implements Target {}

        /** So much more than the cheapest baseline. */
        record More(double figure) implements Target {}

        static Target most(double figure) {
            return new Most(figure);
        }

        static Target times(double factor) {
            return new Times(factor);
        }

        static Target more(double figure) {
            return new More(figure);
        }

        default boolean isMet(double rapier, double baseline) {
            return switch (this) {
                case Most(double figure) -> rapier <= figure;
                case Times(double factor) -> rapier <= factor * baseline;
                case More(double figure) -> rapier <= baseline + figure;
            };
        }

        default String text(String unit) {
            return switch (this) {
                case Most(double figure) -> "%,.0f %s".formatted(figure, unit);
                case Times(double factor) -> "%.1f times".formatted(factor);
                case More(double figure) -> "%.0f %s more".formatted(figure, unit);
            };
        }
    }

    final String title;

    /** The class of the measured methods; empty for those that need a process of their own. */
    final Optional<Class<?>> benchmarks;

    final String rapier;

    /** What the target is measured by. */
    final List<String> baselines;

    /** What stands beside it for comparison. */
    final List<String> others;

    final Target target;
    final int children;

    AsyncCase(
            String title,
            Class<?> benchmarks,
            String rapier,
            List<String> baselines,
            List<String> others,
            Target target) {
        this.title = title;
        this.benchmarks = Optional.of(benchmarks);
        this.rapier = rapier;
        this.baselines = baselines;
        this.others = others;
        this.target = target;
        this.children = 0;
    }

    AsyncCase(String title, int children) {
        this.title = title;
        this.benchmarks = Optional.of(Gather.class);
        this.rapier = "rapier";
        this.baselines = List.of("joinEach", "counter", "lastOnCaller", "invokeAll", "completableFutures");
        this.others = List.of("structuredTaskScope", "kotlin");
        this.target = Target.times(1.2);
        this.children = children;
    }

    AsyncCase(String title, Parked.Kind task, Parked.Kind thread) {
        this.title = title;
        this.benchmarks = Optional.empty();
        this.rapier = task.name();
        this.baselines = List.of(thread.name());
        this.others = List.of();
        this.target = Target.times(1.3);
        this.children = 0;
    }

    /** Whether the work is that of one thread, whose time is finer than the CPU time of the process. */
    boolean isOfOneThread() {
        return switch (this) {
            case AWAIT, PUSH, TIMEOUT, CONTEXT -> true;
            case START, GATHER_2, GATHER_10, GATHER_1000, PULL, BUFFERED, PARKED, SLEEPING -> false;
        };
    }

    /** Its name in the figures of asyncio. */
    String asyncioName() {
        return switch (this) {
            case PULL -> "push"; // asyncio's iteration is one and the same
            case SLEEPING -> "parked";
            case AWAIT, START, GATHER_2, GATHER_10, GATHER_1000, PUSH, BUFFERED, TIMEOUT, CONTEXT, PARKED ->
                name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
        };
    }
}
