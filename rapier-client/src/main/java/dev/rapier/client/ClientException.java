package dev.rapier.client;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that a {@link Client} throws about a call. The tree is that of httpx:
 *
 * <pre>
 * ClientException
 *   InvalidUrlException, CookieConflictException
 *   HttpStatusException                       by raiseForStatus()
 *   StreamException                           a body used in the wrong order
 *     StreamConsumedException, StreamClosedException, ResponseNotReadException
 *   RequestException                          the call failed
 *     TransportException
 *       ClientTimeoutException                ConnectTimeoutException, ReadTimeoutException, WriteTimeoutException,
 *                                             PoolTimeoutException, TotalTimeoutException
 *       NetworkException                      ConnectFailedException, ReadFailedException, WriteFailedException
 *       HttpProtocolException                 LocalProtocolException, RemoteProtocolException
 *       ProxyException, UnsupportedProtocolException
 *     DecodingException, TooManyRedirectsException, ResponseTooLargeException, CircuitOpenException
 * </pre>
 *
 * <p>Messages name the method and the URL without user, password and query, which may be secrets.
 */
public abstract class ClientException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ClientException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
