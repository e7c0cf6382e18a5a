package dev.rapier.async;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One of those who send to an {@link AsyncChannel}. Close it when it has sent its last value, best by try-with-resources: the
 * channel ends when all its senders have.
 *
 * @param <T> the type of the values
 */
public final class ChannelSender<T> implements AutoCloseable {
    private final AsyncChannel<T> channel;
    private final AtomicBoolean closed = new AtomicBoolean();

    ChannelSender(AsyncChannel<T> channel) {
        this.channel = channel;
    }

    /**
     * Sends a value, waiting for room. See {@link AsyncChannel#send}.
     *
     * @throws ChannelClosedException if this sender or the channel is closed
     */
    public void send(T value) {
        Objects.requireNonNull(value, "value");
        if (closed.get()) {
            throw new ChannelClosedException("this sender is closed");
        }
        channel.send(value);
    }

    /** Another sender of the same channel, to be closed as well. */
    public ChannelSender<T> another() {
        return channel.sender();
    }

    /** Ends this sender; a second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            channel.senderClosed();
        }
    }
}
