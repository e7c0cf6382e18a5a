package dev.rapier.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rapier.http.HeaderList;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RequestTest {
    private static void with(String target, HeaderList headers, Consumer<Request> test) {
        var failure = new AtomicReference<Throwable>();
        try (Served served = Served.of(app -> app.get("/items/{item_id}/{part}", request -> {
            try {
                test.accept(request);
            } catch (Throwable e) {
                failure.set(e);
            }
            return null;
        }))) {
            assertThat(served.call("GET", target, headers).status()).isEqualTo(200);
        }
        if (failure.get() != null) {
            throw new AssertionError(failure.get());
        }
    }

    @Test
    void thePathIsDecodedTheUrlIsAsSent() {
        with(
                "/items/a%20b/c?x=1",
                HeaderList.create(), request -> {
                    assertThat(request.path()).isEqualTo("/items/a b/c");
                    assertThat(request.url()).isEqualTo("http://testserver/items/a%20b/c?x=1");
                    assertThat(request.pathParam("item_id")).isEqualTo("a b");
                    assertThat(request.pathParams())
                            .containsExactly(java.util.Map.entry("item_id", "a b"), java.util.Map.entry("part", "c"));
                    assertThatExceptionOfType(NoSuchElementException.class)
                            .isThrownBy(() -> request.pathParam("itemId"))
                            .withMessageContaining("{itemId}")
                            .withMessageContaining("[item_id, part]");
                });
    }

    @Test
    void ofSeveralQueryValuesTheLastCountsAndBlanksAreKept() {
        with(
                "/items/1/2?q=a&q=b+c%2B&empty&x=&&=y",
                HeaderList.create(), request -> {
                    assertThat(request.query("q")).contains("b c+");
                    assertThat(request.query().all("q")).containsExactly("a", "b c+");
                    assertThat(request.query("empty")).contains("");
                    assertThat(request.query("x")).contains("");
                    assertThat(request.query("missing")).isEmpty();
                    var pairs = new ArrayList<String>();
                    request.query().forEach((name, value) -> pairs.add(name + "=" + value));
                    assertThat(pairs).containsExactly("q=a", "q=b c+", "empty=", "x=", "=y");
                });
    }

    @Test
    void ofSeveralHeadersTheFirstCounts() {
        with("/items/1/2", HeaderList.of("x-token", "a").add("X-Token", "b"), request -> {
            assertThat(request.header("x-token")).contains("a");
            assertThat(request.headers().all("x-token")).containsExactly("a", "b");
        });
    }

    @Test
    void ofSeveralCookiesTheLastCountsAndQuotesAreTakenOff() {
        with(
                "/items/1/2",
                HeaderList.of("cookie", "a=1; b=\"x\\073\\\"y\"; a=2;; =; flag").add("cookie", "c = 3 "),
                request -> {
                    assertThat(request.cookie("a")).contains("2");
                    assertThat(request.cookie("b")).contains("x;\"y");
                    assertThat(request.cookie("c")).contains("3");
                    assertThat(request.cookies()).containsEntry("", "flag");
                });
    }
}
