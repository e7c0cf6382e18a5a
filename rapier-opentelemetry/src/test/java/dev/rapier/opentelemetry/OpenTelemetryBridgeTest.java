package dev.rapier.opentelemetry;

import static dev.rapier.async.Async.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.AsyncGenerator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The span that is current where a task is started is the parent of those that the task makes. */
class OpenTelemetryBridgeTest {
    private static final ContextKey<String> USER = ContextKey.named("user");

    /** What the SDK told of each span that began: the id of its parent. */
    private static final class Parents implements SpanProcessor {
        private final Map<String, String> ofSpans = new ConcurrentHashMap<>();

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {
            ofSpans.put(
                    span.getSpanContext().getSpanId(),
                    span.getParentSpanContext().getSpanId());
        }

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return false;
        }
    }

    private final Parents parents = new Parents();
    private final SdkTracerProvider provider =
            SdkTracerProvider.builder().addSpanProcessor(parents).build();
    private final Tracer tracer = provider.get("test");

    @AfterEach
    void close() {
        provider.close();
    }

    private String parentOfNewSpan() {
        Span span = tracer.spanBuilder("child").startSpan();
        span.end();
        return parents.ofSpans.get(span.getSpanContext().getSpanId());
    }

    @Test
    void spansOfChildrenHaveTheSpanOfTheirStarterAsParent() {
        Span request = tracer.spanBuilder("request").startSpan();
        String id = request.getSpanContext().getSpanId();
        try (Scope scope = request.makeCurrent()) {
            run(() -> {
                assertThat(gather(List.of(this::parentOfNewSpan, this::parentOfNewSpan)))
                        .containsExactly(id, id);
                assertThat(gather(() -> gather(this::parentOfNewSpan, () -> 1), () -> 2)
                                .first()
                                .first())
                        .isEqualTo(id);
                assertThat(toThread(this::parentOfNewSpan)).isEqualTo(id);
                try (var pull = AsyncGenerator.<String>of(out -> out.yield(parentOfNewSpan()))
                        .open()) {
                    assertThat(pull).containsExactly(id);
                }
            });
        }
        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void whatAChildMakesCurrentStaysWithIt() {
        try (Scope scope = Context.current().with(USER, "ada").makeCurrent()) {
            run(() -> {
                String seen = group(g -> g.start(() -> {
                            String before = Context.current().get(USER);
                            Context.current().with(USER, "of the child").makeCurrent();
                            return before;
                        })
                        .await());
                assertThat(seen).isEqualTo("ada");
                assertThat(Context.current().get(USER)).isEqualTo("ada");
            });
        }
    }

    @Test
    void threadsOfThePoolAreCleanAfterwards() {
        try (Scope scope = Context.current().with(USER, "ada").makeCurrent()) {
            run(() -> toThread(() -> {
                Context.current().with(USER, "left open").makeCurrent();
            }));
        }
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            run(() -> assertThat(toThread(Context::current)).isSameAs(Context.root()));
        }
    }
}
