package dev.rapier.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts the open connections where they are accepted. At the limit no more are: they wait in the backlog of the kernel
 * until others close. It takes its place in the listening channel with the first connection, for Vert.x keeps that channel
 * to itself.
 */
@Sharable
final class AcceptGate extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<Boolean> COUNTED = AttributeKey.valueOf(AcceptGate.class, "counted");

    private final int max;
    private final AtomicReference<@Nullable Channel> server = new AtomicReference<>();

    // Owned by the event loop of the listening channel.
    private int open;

    AcceptGate(int max) {
        this.max = max;
    }

    /** A connection begins on its own event loop. */
    void entered(Channel connection) {
        if (connection.parent() instanceof ServerChannel listening) {
            if (server.get() == null && server.compareAndSet(null, listening)) {
                listening.pipeline().addFirst(this).addLast(new AcceptFailures());
            }
            if (!connection.hasAttr(COUNTED)) {
                // Accepted before the gate was in its place.
                listening.eventLoop().execute(() -> count(listening, connection));
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        if (accepted instanceof Channel connection) {
            count(ctx.channel(), connection);
        }
        ctx.fireChannelRead(accepted);
    }

    private void count(Channel listening, Channel connection) {
        if (connection.attr(COUNTED).setIfAbsent(true) != null) {
            return;
        }
        open++;
        connection
                .closeFuture()
                .addListener(closed -> listening.eventLoop().execute(() -> {
                    open--;
                    update(listening);
                }));
        update(listening);
    }

    private void update(Channel listening) {
        boolean accepting = open < max;
        if (listening.isOpen() && listening.config().isAutoRead() != accepting) {
            listening.config().setAutoRead(accepting);
        }
    }

    /**
     * Closes the port without a word to the connections. Vert.x's own way also forgets who serves connections that are
     * being accepted at this moment, which are lost then.
     *
     * @return whether it could: the listening channel is known from the first connection on
     */
    boolean closePort() {
        Channel listening = server.get();
        if (listening == null) {
            return false;
        }
        listening.close();
        return true;
    }
}
