package dev.rapier.slf4j;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.rapier.async.AsyncGenerator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What is in the MDC of Logback where a task is started is in the log lines that the task writes. */
class MdcBridgeTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(MdcBridgeTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setAdditive(false);
        logger.addAppender(lines);
    }

    @AfterEach
    void clean() {
        logger.detachAppender(lines);
        MDC.clear();
    }

    private String logged(String message) {
        logger.info(message);
        synchronized (lines) {
            return lines.list.stream()
                    .filter(line -> line.getMessage().equals(message))
                    .findFirst()
                    .map(line -> String.valueOf(line.getMDCPropertyMap().get("request")))
                    .orElseThrow();
        }
    }

    @Test
    void theLinesOfChildrenBearTheRequestOfTheirStarter() {
        MDC.put("request", "42");
        run(() -> {
            assertThat(gather(List.of(() -> logged("a"), () -> logged("b")))).containsExactly("42", "42");
            assertThat(gather(() -> gather(() -> logged("deep"), () -> 1), () -> 2)
                            .first()
                            .first())
                    .isEqualTo("42");
            assertThat(toThread(() -> logged("on a platform thread"))).isEqualTo("42");
            try (var pull = AsyncGenerator.<String>of(out -> out.yield(logged("in a generator")))
                    .open()) {
                assertThat(pull).containsExactly("42");
            }
        });
    }

    @Test
    void aChildHasACopyAsOfItsStart() {
        run(() -> {
            MDC.put("request", "first");
            String seen = group(g -> {
                var child = g.start(() -> {
                    String before = MDC.get("request");
                    MDC.put("request", "of the child");
                    return before;
                });
                MDC.put("request", "second");
                return child.await();
            });
            assertThat(seen).isEqualTo("first");
            assertThat(MDC.get("request")).isEqualTo("second");
        });
    }

    @Test
    void threadsOfThePoolAreCleanAfterwards() {
        run(() -> {
            MDC.put("request", "1");
            toThread(() -> MDC.put("more", "left behind"));
            MDC.clear();
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                assertThat(toThread(MDC::getCopyOfContextMap)).isNullOrEmpty();
            }
        });
    }

    @Test
    void whereNothingWasPutNothingIsThere() {
        run(() -> assertThat(gather(() -> logged("nothing"), MDC::getCopyOfContextMap)
                        .first())
                .isEqualTo("null"));
    }
}
