package dev.rapier.client;

import dev.rapier.client.jdk.JdkTransport;
import dev.rapier.client.okhttp.OkHttpTransport;
import java.util.function.Function;

/** What a test of the wire runs on: every one of these has to do the same. */
enum Engine {
    OKHTTP(OkHttpTransport::new),
    JDK(JdkTransport::new);

    private final Function<TransportSettings, Transport> maker;

    Engine(Function<TransportSettings, Transport> maker) {
        this.maker = maker;
    }

    Transport transport(TransportSettings settings) {
        return maker.apply(settings);
    }

    ClientBuilder builder() {
        return Client.builder().engine(maker);
    }

    Client client(String baseUrl) {
        return builder().baseUrl(baseUrl).build();
    }
}
