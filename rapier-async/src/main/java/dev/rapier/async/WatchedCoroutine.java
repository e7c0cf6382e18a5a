package dev.rapier.async;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What {@link Async#async} returns: runs once, and is missed when it never runs. */
final class WatchedCoroutine<T extends @Nullable Object> implements Coroutine<T> {
    private final Coroutine<? extends T> body;
    private final AtomicBoolean used = new AtomicBoolean();

    /** Where it was made, in debug mode. */
    private final @Nullable Site site;

    /** Where it was awaited, in debug mode. */
    private volatile @Nullable Site awaitedAt;

    private volatile @Nullable Watch watch;

    WatchedCoroutine(Coroutine<? extends T> body) {
        this.body = body;
        Strand<?> creator = Strand.find();
        this.site = Debug.notesSites(creator == null ? null : creator.scheduling) ? Site.here() : null;
        if (creator != null) {
            watchIn(creator.watch());
        }
    }

    void watchIn(Watch newWatch) {
        watch = newWatch;
        newWatch.add(this);
    }

    /** Called where a coroutine will not run, for a reason that its maker hears of: it is not to be reported as well. */
    static void forget(Object coroutine) {
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
            Site first = awaitedAt;
            throw new IllegalStateException(this + " was already awaited" + (first == null ? "" : " at " + first)
                    + "; pass the lambda, or call the method that makes it again");
        }
        if (site != null) {
            awaitedAt = Site.here();
        }
        Watch mine = watch;
        if (mine != null) {
            mine.remove(this);
        }
        return body.run();
    }

    @Override
    public String toString() {
        return site == null ? "a coroutine (" + Debug.HINT + ")" : "coroutine made at " + site;
    }
}
