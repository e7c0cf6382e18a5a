package dev.rapier.orm;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrePersist;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** An entity that keeps its session busy while it is added. */
@Entity
class Waiting {
    @Id
    UUID id = UUID.randomUUID();

    private transient CountDownLatch inside = new CountDownLatch(1);
    private transient CountDownLatch done = new CountDownLatch(0);

    Waiting() {}

    Waiting(CountDownLatch inside, CountDownLatch done) {
        this.inside = inside;
        this.done = done;
    }

    @PrePersist
    void waitInside() throws InterruptedException {
        inside.countDown();
        done.await();
    }
}
