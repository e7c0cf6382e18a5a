package dev.rapier.web.engine;

import java.time.Duration;

/**
 * Where to listen, and the limits that protect the server. Every limit has a safe default.
 *
 * @param host address to bind; {@code 127.0.0.1} by default
 * @param port 0 to 65535; 0 takes a free one; 8000 by default
 * @param maxRequestLineBytes longest request line; then 414; 8 KiB
 * @param maxHeaderBytes all header fields together; then 431; 32 KiB
 * @param maxHeaderCount number of header fields; then 431; 100
 * @param maxBodyBytes request body; then 413; 2 MiB
 * @param headTimeout from the connection's first byte expected to the head complete; then 408 and close; 10 s
 * @param bodyReadTimeout longest pause between two reads of a body; then 408 and close; 30 s
 * @param writeStallTimeout longest time that a client may read nothing of an answer; then close; 30 s
 * @param idleTimeout a kept-alive connection without a request; then close; 75 s
 * @param maxConnections open connections; more are not accepted; 10,000
 */
public record EngineSettings(
        String host,
        int port,
        int maxRequestLineBytes,
        int maxHeaderBytes,
        int maxHeaderCount,
        int maxBodyBytes,
        Duration headTimeout,
        Duration bodyReadTimeout,
        Duration writeStallTimeout,
        Duration idleTimeout,
        int maxConnections) {

    /** The defaults. */
    public static EngineSettings defaults() {
        return new EngineSettings(
                "127.0.0.1",
                8000,
                8 << 10,
                32 << 10,
                100,
                2 << 20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(75),
                10_000);
    }
}
