package dev.rapier.client.okhttp;

import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up beside the call, since the JDK's lookup can neither be ended nor given a time: the call ends when it is
 * cancelled or its connect timeout passes, and the lookup is left to itself.
 */
final class Lookup implements Dns {
    private static final ScopedValue<CallState> CALL = ScopedValue.newInstance();

    /** Whether names are handed on as they are: a proxy looks them up, or nobody does. */
    private final boolean handedOn;

    Lookup(boolean handedOn) {
        this.handedOn = handedOn;
    }

    static <T> T during(CallState state, ScopedValue.CallableOp<T, java.io.IOException> op) throws java.io.IOException {
        return ScopedValue.where(CALL, state).call(op);
    }

    /** The call that runs on this thread. */
    static CallState call() {
        return CALL.get();
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        CallState state = CALL.get();
        if (isLiteral(host)) {
            return List.of(InetAddress.getByName(host));
        }
        if (handedOn) {
            return List.of(InetAddress.getByAddress(host, new byte[4]));
        }
        var found = new CompletableFuture<List<InetAddress>>();
        state.lookingUp(found);
        Thread.ofVirtual().name("rapier-lookup").start(() -> {
            try {
                found.complete(List.of(InetAddress.getAllByName(host)));
            } catch (UnknownHostException e) {
                found.completeExceptionally(e);
            }
        });
        int millis = Deadlines.millis(state.request.timeouts().connect());
        try {
            return millis == 0 ? found.get() : found.get(millis, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw (UnknownHostException)
                    new UnknownHostException("the name " + host + " is unknown").initCause(e.getCause());
        } catch (TimeoutException e) {
            throw sneaky(new java.net.SocketTimeoutException("looking up " + host + " took too long"));
        } catch (CancellationException e) {
            throw sneaky(new java.io.IOException("Canceled", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw sneaky(new InterruptedIOException("interrupted"));
        }
    }

    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || (Character.isDigit(host.charAt(host.length() - 1)) && host.indexOf('.') > 0);
    }

    /** The interface allows UnknownHostException only, its callers any IOException. */
    @SuppressWarnings("unchecked") // the cast is erased; that is the trick
    private static <E extends Throwable> RuntimeException sneaky(java.io.IOException e) throws E {
        throw (E) e;
    }
}
