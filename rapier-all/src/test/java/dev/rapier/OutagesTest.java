package dev.rapier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.client.Client;
import dev.rapier.sql.ConnectionLost;
import dev.rapier.sql.PoolTimeout;
import dev.rapier.test.TestClient;
import dev.rapier.test.TestResponse;
import dev.rapier.web.App;
import dev.rapier.web.Handler;
import dev.rapier.web.PlainTextResponse;
import dev.rapier.web.Rapier;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private static TestResponse answer(Handler handler) {
        App app = Rapier.create();
        app.get("/", handler);
        try (var client = TestClient.of(app)) {
            return client.get("/");
        }
    }

    private static <E extends Exception> E make(Class<E> type, Object... arguments) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(arguments));
    }

    @Test
    void anExhaustedPoolIs503() {
        TestResponse response = answer(request -> {
            throw make(PoolTimeout.class, "no connection became free within 5 s");
        });

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("retry-after")).isEqualTo("1");
        assertThat(response.text()).isEqualTo("{\"detail\":\"The database is busy, try again\"}");
    }

    @Test
    void aLostConnectionIs503() {
        TestResponse response = answer(request -> {
            throw make(ConnectionLost.class, "terminated by administrator", "57P01", null);
        });

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.text()).isEqualTo("{\"detail\":\"The database is out of reach, try again\"}");
    }

    @Test
    void anUpstreamThatIsOutOfReachIs502() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        TestResponse response = answer(request -> {
            try (Client client = Client.of()) {
                return client.get("http://127.0.0.1:" + closed + "/users").text();
            }
        });

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.text()).isEqualTo("{\"detail\":\"Bad Gateway\"}");
    }

    @Test
    void theApplicationMayAnswerItself() {
        App app = Rapier.create();
        app.exceptionHandler(
                PoolTimeout.class, (request, e) -> PlainTextResponse.of("later").status(429));
        app.get("/", request -> {
            throw make(PoolTimeout.class, "no connection");
        });

        try (var client = TestClient.of(app)) {
            assertThat(client.get("/").status()).isEqualTo(429);
        }
    }
}
