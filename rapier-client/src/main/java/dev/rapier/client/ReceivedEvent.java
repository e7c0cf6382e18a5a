package dev.rapier.client;

import java.time.Duration;
import java.util.Optional;

/**
 * An event of a stream of server-sent events (HTML, section 9.2).
 *
 * @param event its kind; {@code message} where the server named none
 * @param data its lines, with line feeds between them
 * @param id the last id that the server gave; empty text where it gave none
 * @param retry how long the server wants a client to wait before it connects anew
 */
public record ReceivedEvent(String event, String data, String id, Optional<Duration> retry) {}
