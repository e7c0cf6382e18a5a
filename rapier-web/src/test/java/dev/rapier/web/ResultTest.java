package dev.rapier.web;

import static dev.rapier.web.Served.header;
import static dev.rapier.web.Served.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.async.AsyncGenerator;
import dev.rapier.http.SetCookie;
import dev.rapier.web.memory.MemoryCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTest {
    record User(int id, String name) {}

    private static MemoryCall answer(Handler handler) {
        try (Served served = Served.of(app -> app.get("/", handler))) {
            MemoryCall call = served.get("/");
            call.awaitEnd();
            return call;
        }
    }

    @Test
    void aRecordIsJson() {
        MemoryCall call = answer(request -> List.of(new User(1, "ada")));

        assertThat(call.status()).isEqualTo(200);
        assertThat(header(call, "content-type")).isEqualTo("application/json");
        assertThat(text(call)).isEqualTo("[{\"id\":1,\"name\":\"ada\"}]");
    }

    @Test
    void nullIsJsonNull() {
        assertThat(text(answer(request -> null))).isEqualTo("null");
    }

    @Test
    void aStringIsAJsonString() {
        assertThat(text(answer(request -> "hé"))).isEqualTo("\"hé\"");
    }

    @Test
    void aStatusOfTheRouteCountsForPlainValues() {
        try (Served served =
                Served.of(app -> app.post("/", request -> new User(1, "ada")).status(201))) {
            assertThat(served.call("POST", "/").status()).isEqualTo(201);
        }
    }

    @Test
    void a204HasNoBody() {
        try (Served served = Served.of(app -> app.delete("/", request -> null).status(204))) {
            MemoryCall call = served.call("DELETE", "/");

            assertThat(call.status()).isEqualTo(204);
            assertThat(call.body()).isEmpty();
        }
    }

    @Test
    void aResponseIsSentAsItIs() {
        MemoryCall call = answer(
                request -> PlainTextResponse.of("short and stout").status(418).header("x-pot", "tea"));

        assertThat(call.status()).isEqualTo(418);
        assertThat(header(call, "content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(header(call, "x-pot")).isEqualTo("tea");
        assertThat(text(call)).isEqualTo("short and stout");
    }

    @Test
    void htmlSaysItsCharset() {
        assertThat(header(answer(request -> HtmlResponse.of("<p>")), "content-type"))
                .isEqualTo("text/html; charset=utf-8");
    }

    @Test
    void bytesGoOutUnderTheirMediaType() {
        MemoryCall call = answer(request -> Response.of(new byte[] {1, 2}, "image/png"));

        assertThat(call.body()).containsExactly(1, 2);
        assertThat(header(call, "content-type")).isEqualTo("image/png");
    }

    @Test
    void aRedirectEncodesWhatMayNotStandInAUrl() {
        MemoryCall call = answer(request -> RedirectResponse.to("/a b?q=\r\nx%20y"));

        assertThat(call.status()).isEqualTo(307);
        assertThat(header(call, "location")).isEqualTo("/a%20b?q=%0D%0Ax%20y");
    }

    @Test
    void severalCookiesAreSetBesideEachOther() {
        MemoryCall call = answer(
                request -> Response.of(200).cookie(SetCookie.of("a", "1")).cookie(SetCookie.of("b", "2")));

        assertThat(call.headers().all("set-cookie"))
                .containsExactly("a=1; Path=/; SameSite=lax", "b=2; Path=/; SameSite=lax");
    }

    @Test
    void anAttachmentBearsItsName() {
        assertThat(disposition("data.csv")).isEqualTo("attachment; filename=data.csv");
        assertThat(disposition("my data.csv")).isEqualTo("attachment; filename=\"my data.csv\"");
        assertThat(disposition("a\"b\\c")).isEqualTo("attachment; filename=\"a\\\"b\\\\c\"");
        assertThat(disposition("daté.csv")).isEqualTo("attachment; filename*=utf-8''dat%C3%A9.csv");
        assertThat(disposition("a\r\nb")).isEqualTo("attachment; filename*=utf-8''a%0D%0Ab");
    }

    private static String disposition(String filename) {
        return Response.of(200)
                .attachment(filename)
                .headers()
                .first("content-disposition")
                .orElseThrow();
    }

    @Test
    void aHeaderWithALineBreakIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Response.of(200).header("x-evil", "a\r\nset-cookie: b"))
                .withMessageContaining("x-evil")
                .withMessageContaining("U+000D");
    }

    @Test
    void aGeneratorIsSentAsJsonLines() {
        MemoryCall call = answer(request -> AsyncGenerator.from(List.of(new User(1, "a"), new User(2, "b"))));

        assertThat(header(call, "content-type")).isEqualTo("application/jsonl");
        assertThat(text(call)).isEqualTo("{\"id\":1,\"name\":\"a\"}\n{\"id\":2,\"name\":\"b\"}\n");
    }
}
