package dev.rapier.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts the open connections. At the limit the engine accepts no more: they wait in the backlog of the kernel. Those that
 * were accepted before that took effect wait unread until others have closed.
 */
final class ConnectionLimit {
    private final int max;
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private int open;
    private boolean stopped;
    private @Nullable ServerChannel server;
    private final Deque<Waiter> waiters = new ArrayDeque<>();

    private record Waiter(Channel channel, Runnable serve) {}

    ConnectionLimit(int max) {
        this.max = max;
    }

    /** Serves the connection now or, on its own event loop, when there is room. */
    void admit(Channel channel, Runnable serve) {
        boolean admitted;
        lock.lock();
        try {
            if (channel.parent() instanceof ServerChannel parent) {
                server = parent;
            }
            admitted = open < max;
            if (admitted) {
                open++;
            } else {
                waiters.add(new Waiter(channel, serve));
            }
            if (open >= max) {
                setAccepting(false);
            }
        } finally {
            lock.unlock();
        }
        if (admitted) {
            begin(channel, serve);
        } else {
            channel.config().setAutoRead(false);
        }
    }

    private void begin(Channel channel, Runnable serve) {
        channel.closeFuture().addListener(closed -> release());
        serve.run();
    }

    private void release() {
        Waiter next;
        lock.lock();
        try {
            next = nextOpenWaiter();
            if (next == null) {
                open--;
                setAccepting(!stopped);
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.channel().eventLoop().execute(() -> {
                begin(next.channel(), next.serve());
                next.channel().config().setAutoRead(true);
            });
        }
    }

    private @Nullable Waiter nextOpenWaiter() {
        Waiter waiter;
        do {
            waiter = waiters.poll();
        } while (waiter != null && !waiter.channel().isOpen());
        return waiter;
    }

    // Under the lock.
    private void setAccepting(boolean accepting) {
        if (server != null && server.isOpen() && server.config().isAutoRead() != accepting) {
            server.config().setAutoRead(accepting);
        }
    }

    /**
     * Closes the port without a word to the connections. Vert.x's own way also forgets who serves connections that are
     * being accepted at this moment, which are lost then.
     *
     * @return whether it could: the listening channel is known from the first connection on
     */
    boolean closePort() {
        lock.lock();
        try {
            stopped = true;
            if (server == null) {
                return false;
            }
            server.close();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
