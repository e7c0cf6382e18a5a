package dev.rapier.web;

import static dev.rapier.web.Served.header;
import static dev.rapier.web.Served.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Async;
import dev.rapier.async.AsyncGenerator;
import dev.rapier.async.Gen;
import dev.rapier.web.memory.MemoryCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamingTest {
    private final LogLines log = new LogLines();
    private Served served;

    @AfterEach
    void stop() {
        served.close();
        log.close();
    }

    private MemoryCall stream(Gen<String> body) {
        served = Served.of(app -> app.get(
                "/stream",
                request -> StreamingResponse.of(AsyncGenerator.of(body))
                        .mediaType("text/csv")
                        .attachment("data.csv")));
        return served.get("/stream");
    }

    private static String next(MemoryCall call) {
        return call.nextPiece()
                .map(piece -> new String(piece, StandardCharsets.UTF_8))
                .orElse("the end");
    }

    @Test
    void whatIsYieldedIsTheBodyUnderItsMediaTypeAndName() {
        MemoryCall call = stream(out -> {
            out.yield("id,name\n");
            out.yield("");
            out.yield("1,hé\n");
        });

        assertThat(call.status()).isEqualTo(200);
        assertThat(header(call, "content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(header(call, "content-disposition")).isEqualTo("attachment; filename=data.csv");
        assertThat(text(call)).isEqualTo("id,name\n1,hé\n");
        assertThat(call.broken()).isFalse();
    }

    @Test
    void manySmallPiecesGoOutInFewLargeOnes() {
        MemoryCall call = stream(out -> {
            for (int i = 0; i < 10_000; i++) {
                out.yield("0123456789");
            }
        });

        var sizes = new ArrayList<Integer>();
        for (Optional<byte[]> piece = call.nextPiece(); piece.isPresent(); piece = call.nextPiece()) {
            sizes.add(piece.get().length);
        }
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100_000);
        assertThat(sizes).hasSizeLessThan(100).allMatch(size -> size <= PieceBuffer.CAPACITY);
    }

    @Test
    void aPieceGoesOutThoughTheGeneratorThenBlocks() throws InterruptedException {
        var goOn = new CountDownLatch(1);
        MemoryCall call = stream(out -> {
            out.yield("first ");
            out.yield("second");
            goOn.await();
            out.yield("third");
        });

        assertThat(next(call) + next(call)).isEqualTo("first second");
        goOn.countDown();
        assertThat(text(call)).isEqualTo("third");
    }

    @Test
    void theHeadGoesOutThoughNoPieceComes() {
        var goOn = new CountDownLatch(1);
        MemoryCall call = stream(out -> {
            goOn.await();
            out.yield("late");
        });

        assertThat(call.status()).isEqualTo(200);
        goOn.countDown();
        assertThat(text(call)).isEqualTo("late");
    }

    @Test
    void aGeneratorMayYieldInsideAScopeOfItsOwn() {
        MemoryCall call = stream(out -> Async.timeout(Duration.ofSeconds(30), () -> {
            out.yield("a");
            out.yield("b");
            Async.sleep(Duration.ofMillis(50));
            out.yield("c");
        }));

        assertThat(text(call)).isEqualTo("abc");
    }

    @Test
    void aGeneratorThatFailsBeforeItsFirstPieceIsAnsweredAsAFailingHandler() {
        MemoryCall call = stream(out -> {
            throw new HttpException(404, "No such export");
        });

        assertThat(call.status()).isEqualTo(404);
        assertThat(text(call)).isEqualTo("{\"detail\":\"No such export\"}");
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void aGeneratorThatFailsLaterBreaksTheBodyOffAndLeavesOneLine() {
        MemoryCall call = stream(out -> {
            out.yield("good\n");
            throw new IllegalStateException("row 2 is broken");
        });

        assertThat(call.status()).isEqualTo(200);
        assertThat(text(call)).isEqualTo("good\n");
        assertThat(call.broken()).isTrue();
        call.awaitEnd();
        assertThat(log.errors())
                .containsExactly(
                        "GET /stream (/stream) broke off its body after 5 bytes: java.lang.IllegalStateException: row 2 is broken");
    }

    @Test
    void aClientThatReadsSlowlySlowsTheGenerator() throws InterruptedException {
        var yielded = new AtomicInteger();
        String piece = "x".repeat(PieceBuffer.LARGE);
        MemoryCall call = stream(out -> {
            for (int i = 0; i < 100; i++) {
                out.yield(piece);
                yielded.incrementAndGet();
            }
        });

        assertThat(next(call)).hasSize(PieceBuffer.LARGE);
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (yielded.get() < 5 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(yielded.get()).isBetween(5, 6); // four pieces wait, one is read, one is being written
        assertThat(call.body()).hasSize(99 * PieceBuffer.LARGE);
    }

    @Test
    void aClientThatGoesAwayEndsTheGeneratorWithItsCleanUpAndWithoutAnErrorLine() throws InterruptedException {
        var cleanedUp = new CountDownLatch(1);
        MemoryCall call = stream(out -> {
            try {
                out.yield("first");
                Async.sleep(Duration.ofMinutes(5));
            } finally {
                cleanedUp.countDown();
            }
        });
        assertThat(next(call)).isEqualTo("first");

        call.disconnect();

        call.awaitEnd();
        assertThat(cleanedUp.getCount()).isZero();
        assertThat(call.broken()).isTrue();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void bytesAreSentAsTheyAre() {
        served = Served.of(app -> app.get(
                "/bytes",
                request -> StreamingResponse.ofBytes(AsyncGenerator.from(List.of(new byte[] {1}, new byte[] {2, 3})))
                        .status(206)));

        MemoryCall call = served.get("/bytes");

        assertThat(call.status()).isEqualTo(206);
        assertThat(call.body()).containsExactly(1, 2, 3);
    }

    @Test
    void aHeadRequestRunsNoGenerator() {
        var runs = new AtomicInteger();
        served = Served.of(app -> app.head(
                "/stream", request -> StreamingResponse.of(AsyncGenerator.<String>of(out -> runs.incrementAndGet()))));

        assertThat(served.call("HEAD", "/stream").status()).isEqualTo(200);
        assertThat(runs).hasValue(0);
    }
}
