package dev.rapier.client.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

/** The clients of the JDK, one after the other. */
class ClientsTest {
    @Test
    void oneIsReplacedOnceHoweverManyOfItsCallsSayThatItIsBroken() {
        var clients = new Clients(HttpClient.newBuilder());
        HttpClient first = clients.current();
        clients.retire(first);
        HttpClient second = clients.current();
        clients.retire(first);
        assertThat(second).isNotSameAs(first).isSameAs(clients.current());
        clients.close();
    }

    @Test
    void afterTheEndNobodyMakesAnother() {
        var clients = new Clients(HttpClient.newBuilder());
        HttpClient last = clients.current();
        clients.close();
        clients.retire(last); // by a call that was broken off by the end
        assertThat(clients.current()).isSameAs(last);
    }
}
