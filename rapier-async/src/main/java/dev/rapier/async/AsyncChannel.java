package dev.rapier.async;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A queue between tasks that can end. Sending waits while it is full, receiving while it is empty, both in the order of coming.
 * What was sent is received exactly once, or is still in the channel: a cancel takes nothing away.
 *
 * <pre>{@code
 * AsyncChannel<Job> jobs = AsyncChannel.bounded(100);
 * group(g -> {
 *     for (var source : sources) {
 *         var sender = jobs.sender();                              // the channel ends when all its senders have
 *         g.start(() -> { try (sender) { source.forEach(sender::send); } });
 *     }
 *     jobs.values().forEach(this::work);                          // until the end
 *     return null;
 * });
 * }</pre>
 *
 * <p>As {@code asyncio.Queue} with {@code shutdown}, but bounded unless one asks for the opposite, and iterable as trio's memory
 * channel. Null can't be sent.
 *
 * @param <T> the type of the values
 */
public final class AsyncChannel<T> implements AutoCloseable {
    private final String name;
    private final int capacity;
    private final ArrayDeque<T> buffer = new ArrayDeque<>();
    private final WaitLine<Sending<T>> sending = new WaitLine<>(this);
    private final WaitLine<Receiving<T>> receiving = new WaitLine<>(this);

    /** Senders that are open; all fields are under this monitor. */
    private int senders;

    private boolean closed;

    private static final class Sending<T> extends WaitLine.Place {
        private final T value;

        Sending(AsyncChannel<T> channel, T value) {
            super(channel.sending);
            this.value = value;
        }
    }

    private static final class Receiving<T> extends WaitLine.Place {
        /** Set before it is given; null at the end of the channel. */
        private @Nullable T value;

        Receiving(AsyncChannel<T> channel) {
            super(channel.receiving);
        }
    }

    private AsyncChannel(String name, int capacity) {
        this.name = name;
        this.capacity = capacity;
    }

    /**
     * A channel.
     *
     * @param capacity how many values it holds, at least 0; with 0 a sender waits until its value is received
     */
    public static <T> AsyncChannel<T> bounded(int capacity) {
        return of("a channel", capacity);
    }

    /** {@link #bounded(int)} with a name for people. */
    public static <T> AsyncChannel<T> bounded(String name, int capacity) {
        return of("channel " + Objects.requireNonNull(name, "name"), capacity);
    }

    private static <T> AsyncChannel<T> of(String name, int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("the capacity must not be negative: " + capacity);
        }
        return new AsyncChannel<>(name, capacity);
    }

    /** A channel whose senders never wait; what they send faster than it is received fills the memory. */
    public static <T> AsyncChannel<T> unbounded() {
        return new AsyncChannel<>("a channel", Integer.MAX_VALUE);
    }

    /**
     * Sends a value, waiting for room.
     *
     * @throws ChannelClosedException if the channel is closed, before or while it waits; the value was not sent then
     * @throws Cancellation if the task is or becomes cancelled; the value was not sent then
     */
    public void send(T value) {
        Objects.requireNonNull(value, "value");
        Parking.throwIfCancelled(Strand.find());
        Sending<T> place;
        synchronized (this) {
            throwIfClosed();
            if (offer(value)) {
                return;
            }
            place = new Sending<>(this, value);
            sending.add(place);
        }
        place.await(this);
    }

    /**
     * Sends a value if that needs no waiting; returns whether it did.
     *
     * @throws ChannelClosedException if the channel is closed
     */
    public synchronized boolean trySend(T value) {
        Objects.requireNonNull(value, "value");
        throwIfClosed();
        return offer(value);
    }

    /**
     * Receives a value, waiting for one.
     *
     * @throws ChannelClosedException if the channel is closed and empty
     * @throws Cancellation if the task is or becomes cancelled; nothing was received then
     */
    public T receive() {
        return receiveOrEnd().orElseThrow(() -> new ChannelClosedException(name + " is closed and empty"));
    }

    /** Receives a value, waiting for one; empty when the channel is closed and has no more. */
    public Optional<T> receiveOrEnd() {
        Parking.throwIfCancelled(Strand.find());
        Receiving<T> place;
        synchronized (this) {
            T value = poll();
            if (value != null || closed) {
                return Optional.ofNullable(value);
            }
            place = new Receiving<>(this);
            receiving.add(place);
        }
        place.await(this);
        return Optional.ofNullable(place.value);
    }

    /** Receives a value if one is there; empty otherwise, be the channel closed or not. */
    public synchronized Optional<T> tryReceive() {
        return Optional.ofNullable(poll());
    }

    /** The values, until the channel is closed and empty. Several consumers share them. */
    public AsyncGenerator<T> values() {
        return AsyncGenerator.of(out -> {
            for (Optional<T> next = receiveOrEnd(); next.isPresent(); next = receiveOrEnd()) {
                out.yield(next.get());
            }
        });
    }

    /** One of those who send. When all that were made are closed, so is the channel. */
    public synchronized ChannelSender<T> sender() {
        throwIfClosed();
        senders++;
        return new ChannelSender<>(this);
    }

    synchronized void senderClosed() {
        if (--senders == 0) {
            close();
        }
    }

    /**
     * Ends the sending: what is in the channel can still be received. Those who wait to send get a {@link
     * ChannelClosedException}, those who wait to receive the end. A second call does nothing.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            sending.refuseAll(() -> new ChannelClosedException("the channel was closed before the value was sent"));
            while (!receiving.isEmpty()) {
                receiving.giveFirst();
            }
        }
    }

    /** {@link #close}, and takes out what nobody has received, in order. asyncio's {@code shutdown(immediate=True)}. */
    public synchronized List<T> closeNow() {
        close();
        List<T> left = new ArrayList<>(buffer);
        buffer.clear();
        return left;
    }

    /** Whether sending has ended. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** How many values are in it. */
    public synchronized int size() {
        return buffer.size();
    }

    /** How many wait to send. */
    public synchronized int waitingSenders() {
        return sending.size();
    }

    /** How many wait to receive. */
    public synchronized int waitingReceivers() {
        return receiving.size();
    }

    /** Gives the value to who waits first, or stores it. Under this monitor. */
    private boolean offer(T value) {
        Receiving<T> receiver = receiving.first();
        if (receiver != null) {
            receiver.value = value;
            receiving.giveFirst();
            return true;
        }
        if (buffer.size() < capacity) {
            buffer.add(value);
            return true;
        }
        return false;
    }

    /** Takes the next value, and lets the first of the waiting senders move up. Under this monitor. */
    private @Nullable T poll() {
        T value = buffer.poll();
        Sending<T> sender = sending.giveFirst();
        if (sender == null) {
            return value;
        }
        if (value == null) {
            return sender.value;
        }
        buffer.add(sender.value);
        return value;
    }

    private void throwIfClosed() {
        if (closed) {
            throw new ChannelClosedException(name + " is closed");
        }
    }

    /** The channel and how full it is, for people. */
    @Override
    public String toString() {
        return name + " (" + size() + (capacity == Integer.MAX_VALUE ? " values)" : " of " + capacity + " values)");
    }
}
