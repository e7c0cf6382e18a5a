package dev.rapier.async;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every public call of the module, and arguments that it takes: for tests that change one of them. */
final class PublicCalls {
    /** Not for users to call: a snapshot makes the first three, a test kit implements the last. */
    private static final Set<Class<?>> LEFT_OUT =
            Set.of(TaskTree.class, TaskEntry.class, ScopeEntry.class, Scheduling.class);

    private final Map<Class<?>, Supplier<?>> arguments = new HashMap<>();
    private final Map<Class<?>, Supplier<?>> receivers = new HashMap<>();

    PublicCalls() {
        Coroutine<Integer> one = () -> 1;
        Action nothing = () -> {};
        Fn<Object, Object> same = x -> x;
        arguments.putAll(Map.of(
                Coroutine.class, () -> one,
                Coroutine[].class, () -> new Coroutine<?>[] {one},
                Action.class, () -> nothing,
                Fn.class, () -> same,
                Gen.class, () -> (Gen<Integer>) out -> out.yield(1),
                Startable.class, () -> (Startable<Integer>) status -> status.started(1),
                AsyncGenerator.class, () -> AsyncGenerator.from(List.of(1)),
                Resource.class, () -> Resource.of(() -> 1, r -> {}),
                Resource.Release.class, () -> (Resource.Release<Object>) r -> {}));
        arguments.putAll(Map.of(
                Fn2.class, () -> (Fn2<Object, Object, Integer>) (a, b) -> 1,
                Fn3.class, () -> (Fn3<Object, Object, Object, Integer>) (a, b, c) -> 1,
                Fn4.class, () -> (Fn4<Object, Object, Object, Object, Integer>) (a, b, c, d) -> 1,
                Fn5.class, () -> (Fn5<Object, Object, Object, Object, Object, Integer>) (a, b, c, d, e) -> 1,
                Fn6.class, () -> (Fn6<Object, Object, Object, Object, Object, Object, Integer>) (a, b, c, d, e, f) -> 1,
                Fn7.class,
                        () -> (Fn7<Object, Object, Object, Object, Object, Object, Object, Integer>)
                                (a, b, c, d, e, f, g) -> 1,
                Fn8.class,
                        () -> (Fn8<Object, Object, Object, Object, Object, Object, Object, Object, Integer>)
                                (a, b, c, d, e, f, g, h) -> 1));
        arguments.putAll(Map.of(
                Duration.class, () -> Duration.ofMillis(1),
                int.class, () -> 1,
                long.class, () -> 1L,
                String.class, () -> "x",
                Object.class, () -> "x",
                When.class, () -> When.ALL_COMPLETED,
                Task.class, PublicCalls::ended,
                AsyncLock.class, AsyncLock::new,
                Throwable.class, () -> new IOException("x"),
                InterruptedException.class, InterruptedException::new));
        arguments.putAll(Map.of(
                Runnable.class, () -> (Runnable) () -> {},
                AutoCloseable.class, () -> (AutoCloseable) () -> {},
                BiConsumer.class, () -> (BiConsumer<Object, Object>) (a, b) -> {},
                BiFunction.class, () -> (BiFunction<Object, Object, Object>) (a, b) -> 1,
                BooleanSupplier.class, () -> (BooleanSupplier) () -> true,
                Consumer.class, () -> (Consumer<Object>) x -> {},
                Function.class, () -> (Function<Object, Object>) x -> x,
                Predicate.class, () -> (Predicate<Object>) x -> true,
                Executor.class, () -> (Executor) Runnable::run));
        arguments.put(Action[].class, () -> new Action[] {nothing});
        arguments.put(ActionOn.class, () -> (ActionOn<Object>) x -> {});
        arguments.put(Collector.class, Collectors::toList);
        arguments.put(CompletionStage.class, () -> CompletableFuture.completedFuture(1));
        arguments.put(Map.class, () -> Map.of("x", one));
        arguments.put(boolean.class, () -> true);
        arguments.put(Set.class, Set::of);
        arguments.put(Iterable.class, List::of);
        arguments.put(Scheduling.class, NoWorld::new);
        arguments.put(Cancellation.class, () -> new Cancellation("x"));
        arguments.put(Instant.class, () -> Instant.EPOCH);

        receivers.putAll(Map.of(
                Action.class, () -> nothing,
                AsyncChannel.class, () -> AsyncChannel.bounded(1),
                AsyncCondition.class, PublicCalls::condition,
                AsyncGenerator.class, () -> AsyncGenerator.from(List.of(1)),
                AsyncSemaphore.class, () -> new AsyncSemaphore(2),
                CancelScope.class, () -> Strand.current().scope(),
                CapacityLimiter.class, () -> new CapacityLimiter(2),
                ChannelSender.class, () -> AsyncChannel.bounded(1).sender(),
                ContextVar.class, () -> ContextVar.of("x"),
                Coroutine.class, () -> one));
        receivers.putAll(Map.of(
                AsyncLock.class, AsyncLock::new,
                ExitStack.class, ExitStack::open,
                Resource.class, () -> Resource.from((Gen<Integer>) out -> out.yield(1)),
                RootTask.class, () -> RootTask.of("x", one),
                Task.class, () -> RootTask.of("x", one),
                TaskGroup.class, () -> TaskGroup.supervised((task, failure) -> {})));
    }

    private static Task<?> ended() {
        RootTask<Integer> task = RootTask.of("ended", () -> 1);
        task.run();
        return task;
    }

    private static AsyncCondition condition() {
        AsyncLock lock = new AsyncLock();
        lock.lock();
        return new AsyncCondition(lock);
    }

    /** One public call. */
    record Call(Executable target, Parameter[] parameters) {
        @Override
        public String toString() {
            return target.getDeclaringClass().getSimpleName() + "."
                    + (target instanceof Constructor<?> ? "new" : target.getName())
                    + Arrays.stream(parameters)
                            .map(parameter -> parameter.getType().getSimpleName() + " " + parameter.getName())
                            .toList();
        }

        /** Whether an argument may be null: it says so, or is of a type that may be one that says so. */
        boolean allowsNull(int index) {
            AnnotatedType type = parameters[index].getAnnotatedType();
            return type.isAnnotationPresent(Nullable.class)
                    || (type instanceof AnnotatedTypeVariable variable
                            && Arrays.stream(variable.getAnnotatedBounds()).anyMatch(PublicCalls::allowsNull));
        }

        List<Integer> of(Predicate<Class<?>> type) {
            List<Integer> found = new ArrayList<>();
            for (int i = 0; i < parameters.length; i++) {
                if (type.test(parameters[i].getType())) {
                    found.add(i);
                }
            }
            return found;
        }
    }

    private static boolean allowsNull(AnnotatedType bound) {
        return bound.isAnnotationPresent(Nullable.class)
                || (bound instanceof AnnotatedTypeVariable variable
                        && Arrays.stream(variable.getAnnotatedBounds()).anyMatch(PublicCalls::allowsNull));
    }

    /** All that has parameters. */
    List<Call> all() {
        return types().filter(type -> !LEFT_OUT.contains(type))
                .flatMap(type -> Stream.concat(
                        Arrays.stream(type.getConstructors()),
                        Arrays.stream(type.getDeclaredMethods()).filter(method -> isOurs(type, method))))
                .filter(target -> target.getParameterCount() > 0)
                .map(target -> new Call(target, target.getParameters()))
                .sorted(Comparator.comparing(Call::toString))
                .toList();
    }

    /** What a user implements has no code of ours to test. */
    private boolean isOurs(Class<?> type, Method method) {
        boolean ofUser = Modifier.isAbstract(method.getModifiers()) && !receivers.containsKey(type);
        boolean run =
                Set.of(Coroutine.class, Action.class).contains(type) && Modifier.isAbstract(method.getModifiers());
        return Modifier.isPublic(method.getModifiers())
                && !method.isSynthetic()
                && !method.getName().equals("equals")
                && !(type.isEnum() && method.getName().equals("valueOf"))
                && !ofUser
                && !run;
    }

    private static Stream<Class<?>> types() {
        try {
            Path folder = Path.of(Async.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            List<Class<?>> types = new ArrayList<>();
            try (Stream<Path> files = Files.list(folder.resolve("dev/rapier/async"))) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString().replace(".class", "");
                    if (!name.equals("package-info")) {
                        Class<?> type = Class.forName("dev.rapier.async." + name);
                        if (isExported(type)) {
                            types.add(type);
                        }
                    }
                }
            }
            types.add(Gathers.class); // what Async inherits
            return types.stream();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isExported(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isExported(type.getEnclosingClass()))
                && !type.isAnonymousClass();
    }

    /** Arguments that the call takes. */
    @Nullable
    Object[] arguments(Call call) {
        @Nullable Object[] values = new Object[call.parameters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = argument(call, call.parameters[i].getType());
        }
        return values;
    }

    private Object argument(Call call, Class<?> type) {
        if (type == Collection.class || type == List.class) {
            boolean ofTasks = Set.of("waitFor", "asCompleted").contains(call.target.getName());
            return ofTasks ? List.of(ended()) : List.of((Coroutine<Integer>) () -> 1);
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        Supplier<?> supplier = arguments.get(type);
        if (supplier == null) {
            throw new AssertionError("no argument of " + type + " for " + call);
        }
        return supplier.get();
    }

    /** What the call throws, if it throws. */
    Optional<Throwable> thrown(Call call, @Nullable Object... values) {
        try {
            if (call.target instanceof Constructor<?> constructor) {
                constructor.newInstance(values);
            } else {
                Method method = (Method) call.target;
                method.setAccessible(true); // of a public type with a package-private superclass
                invoke(method, values);
            }
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(call.toString(), e);
        }
    }

    private void invoke(Method method, @Nullable Object[] values) throws ReflectiveOperationException {
        if (Modifier.isStatic(method.getModifiers())) {
            Object result = method.invoke(null, values);
            if (result instanceof TaskGroup group) {
                group.close();
            }
            return;
        }
        Supplier<?> receiver = receivers.get(method.getDeclaringClass());
        if (receiver == null) {
            throw new AssertionError("nothing to call " + method + " on");
        }
        Object on = receiver.get();
        try {
            method.invoke(on, values);
        } finally {
            if (on instanceof TaskGroup group) {
                group.close();
            }
        }
    }

    /** A world in which nothing may happen: for calls that only look whether they were given one. */
    private static final class NoWorld implements Scheduling {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH;
        }

        @Override
        public Thread start(Runnable body) {
            throw new AssertionError("nothing starts here");
        }

        @Override
        public void execute(Executor executor, Runnable body) {
            throw new AssertionError("nothing starts here");
        }

        @Override
        public void park(long nanos) {}

        @Override
        public void unpark(Thread thread) {}

        @Override
        public void interrupt(Thread thread) {}

        @Override
        public void yield() {}

        @Override
        public <T extends @Nullable Object> T outside(Coroutine<? extends T> operation) throws Exception {
            return operation.run();
        }

        @Override
        public void schedule(Object key, long nanoTime, Runnable action) {}

        @Override
        public void unschedule(Object key) {}

        @Override
        public void warn(String message) {}
    }
}
