package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Outcome;
import dev.rapier.async.RootTask;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hundreds of sessions on five connections, cancelled at random moments. */
class CancelStressTest {
    private static final int TASKS = 400;

    @Test
    @Timeout(120)
    void everyConnectionComesHomeAndWhatWasCommittedIsStored() throws Exception {
        Shop.empty();
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        var tasks = new ArrayList<RootTask<String>>();
        var threads = new ArrayList<Thread>();
        for (int n = 0; n < TASKS; n++) {
            var name = "user" + n;
            var task = RootTask.of(name, () -> {
                try (var session = Shop.SESSIONS.open()) {
                    var user = session.add(new User(name, name + "@example.org").with("post"));
                    session.commit();
                    acknowledged.add(name);
                    session.refresh(user, "posts");
                    return session.scalars(select(User.USERNAME).where(User.ID.eq(user.id)))
                            .one();
                }
            });
            tasks.add(task);
            threads.add(Thread.ofVirtual().start(task));
        }
        var random = new Random(7);
        for (var task : tasks) {
            if (random.nextInt(3) > 0) {
                LockSupport.parkNanos(random.nextInt(3_000_000));
                task.cancel("at random");
            }
        }
        for (var thread : threads) {
            thread.join();
        }

        assertThat(Shop.DB.pool().active()).isZero();
        assertThat(Shop.DB.pool().waiting()).isZero();
        assertThat(Shop.names()).containsAll(acknowledged);
        assertThat(tasks).noneMatch(task -> task.outcome() instanceof Outcome.Failure<?>);
        assertThat(tasks).anyMatch(task -> task.outcome() instanceof Outcome.Cancelled<?>);
        assertThat(tasks).anyMatch(task -> task.outcome() instanceof Outcome.Success<?>);
    }
}
