package dev.rapier.async;

import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that belongs to the running task and to those that it starts meanwhile, as Python's {@code ContextVar}.
 *
 * <pre>{@code
 * static final ContextVar<String> REQUEST_ID = ContextVar.of("request_id");
 *
 * REQUEST_ID.run("42", () -> handle());          // REQUEST_ID.get() is "42" in there
 * }</pre>
 *
 * @param <T> the type of the value, never null
 */
public final class ContextVar<T> {
    private final String name;
    private final @Nullable T standard;

    private ContextVar(String name, @Nullable T standard) {
        this.name = name;
        this.standard = standard;
    }

    /** A variable without a value; the name is for people. */
    public static <T> ContextVar<T> of(String name) {
        return new ContextVar<>(Objects.requireNonNull(name, "name"), null);
    }

    /** A variable that has this value wherever it was not given another; the name is for people. */
    public static <T> ContextVar<T> of(String name, T standard) {
        return new ContextVar<>(Objects.requireNonNull(name, "name"), Objects.requireNonNull(standard, "standard"));
    }

    /** The value, if there is one here or a standard value. */
    @SuppressWarnings("unchecked") // only call() makes frames of this variable
    public Optional<T> find() {
        Strand<?> strand = Strand.find();
        ContextFrame frame = strand == null ? null : ContextFrame.find(strand.context, this);
        return Optional.ofNullable(frame == null ? standard : (T) frame.value());
    }

    /**
     * The value.
     *
     * @throws NoSuchElementException if it has none here, and no standard value
     */
    public T get() {
        return find().orElseThrow(() -> new NoSuchElementException("context variable " + name + " has no value here"));
    }

    /** Runs the body with a value; afterwards the variable is as it was. */
    public <R extends @Nullable Object> R call(T value, Coroutine<? extends R> body) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(body, "body");
        Strand<?> strand = Strand.find();
        if (strand == null) {
            return RootTask.here(() -> call(value, body));
        }
        ContextFrame before = strand.context;
        strand.context = new ContextFrame(this, value, null, before);
        try {
            return body.run();
        } catch (Exception e) {
            throw Failures.sneaky(e);
        } finally {
            strand.context = before;
        }
    }

    /** {@link #call} for work without a result. */
    public void run(T value, Action body) {
        call(value, body.coroutine());
    }

    /**
     * Gives the variable a value until the binding is closed, by the same task: the block form of {@link #call}. Bindings need
     * not be closed in order. Outside any task it does nothing.
     */
    public ContextBinding bind(T value) {
        Objects.requireNonNull(value, "value");
        Strand<?> strand = Strand.find();
        ContextBinding binding = new ContextBinding(strand);
        if (strand != null) {
            strand.context = new ContextFrame(this, value, binding, strand.context);
        }
        return binding;
    }

    @Override
    public String toString() {
        return "ContextVar[" + name + "]";
    }
}
