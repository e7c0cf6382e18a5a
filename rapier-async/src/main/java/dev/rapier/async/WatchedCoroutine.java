package dev.rapier.async;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What {@link Async#async} returns: runs once, and is missed when it never runs. */
final class WatchedCoroutine<T extends @Nullable Object> implements Coroutine<T> {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final boolean DEBUG = Boolean.getBoolean("rapier.debug");

    private final Coroutine<? extends T> body;
    private final AtomicBoolean used = new AtomicBoolean();
    private final @Nullable String site;
    private volatile @Nullable Watch watch;

    WatchedCoroutine(Coroutine<? extends T> body) {
        this.body = body;
        this.site = DEBUG ? callSite() : null;
        Strand<?> creator = Strand.find();
        if (creator != null) {
            watchIn(creator.watch());
        }
    }

    void watchIn(Watch newWatch) {
        watch = newWatch;
        newWatch.add(this);
    }

    /** Called where a coroutine will not run, for a reason that its maker hears of: it is not to be reported as well. */
    static void forget(Coroutine<?> coroutine) {
        if (coroutine instanceof NamedCoroutine<?> named) {
            forget(named.coroutine());
        } else if (coroutine instanceof WatchedCoroutine<?> watched) {
            Watch list = watched.watch;
            if (list != null) {
                list.remove(watched);
            }
        }
    }

    @Override
    public T run() throws Exception {
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    this + " was already awaited; pass the lambda, or call the method that makes it again");
        }
        Watch mine = watch;
        if (mine != null) {
            mine.remove(this);
        }
        return body.run();
    }

    private static @Nullable String callSite() {
        return WALKER.walk(frames -> frames.filter(f -> !f.getClassName().startsWith("dev.rapier.async."))
                .findFirst()
                .map(f -> f.getFileName() + ":" + f.getLineNumber())
                .orElse(null));
    }

    @Override
    public String toString() {
        return site == null ? "a coroutine (-Drapier.debug=true says where it was made)" : "coroutine made at " + site;
    }
}
