package dev.rapier.client.auth;

import dev.rapier.client.ClientRequest;
import dev.rapier.client.ClientResponse;

/** The call that an {@link Auth} is asked to carry out. */
public interface AuthExchange {
    /** The request as it was composed. {@link ClientRequest#buffered()} makes its body readable, for a signature over it. */
    ClientRequest request();

    /**
     * Sends a request, with hooks, cookies and redirects, and returns when the head of the response is there. Its body may be read;
     * what is not read of it is before the next request goes out. Earlier responses are the last one's history.
     *
     * @throws dev.rapier.client.StreamConsumedException if its body was written while it was sent before, and is gone
     */
    ClientResponse send(ClientRequest request);
}
