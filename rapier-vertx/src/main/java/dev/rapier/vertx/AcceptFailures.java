package dev.rapier.vertx;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Reports that connections can't be accepted, as when the process has too many open files. Netty tries again after a
 * second. Never on the accepting thread: a logger that needs a file itself would end it, and with it the server.
 */
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final long REPORT_EVERY_NANOS = 60_000_000_000L;

    // Owned by the event loop of the listening channel.
    private long reported = System.nanoTime() - REPORT_EVERY_NANOS;

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        long now = System.nanoTime();
        if (now - reported >= REPORT_EVERY_NANOS) {
            reported = now;
            Logs.later(
                    Logs.ENGINE,
                    System.Logger.Level.ERROR,
                    "Can't accept connections: " + cause.getMessage() + "; the server goes on trying. "
                            + "Raise the limit of open files, or lower max-connections",
                    null);
        }
    }
}
