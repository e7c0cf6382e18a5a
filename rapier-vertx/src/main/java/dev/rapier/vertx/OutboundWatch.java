package dev.rapier.vertx;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/** Sees from tick to tick whether a client takes what is written to it. Owned by the event loop. */
final class OutboundWatch {
    private final Channel channel;
    private final int stallTicks;
    private long pending;
    private long progress;
    private int unmoved;

    OutboundWatch(Channel channel, int stallTicks) {
        this.channel = channel;
        this.stallTicks = stallTicks;
    }

    /** Looks at the channel; true once nothing has moved for the stall limit though bytes wait. */
    boolean isStalledAtTick() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        long waiting = buffer == null ? 0 : buffer.totalPendingWriteBytes();
        long written = buffer == null ? 0 : buffer.currentProgress();
        if (waiting == 0 || waiting != pending || written != progress) {
            pending = waiting;
            progress = written;
            unmoved = 0;
            return false;
        }
        return ++unmoved > stallTicks;
    }

    /** Whether bytes waited at the last tick. */
    boolean isPending() {
        return pending > 0;
    }
}
