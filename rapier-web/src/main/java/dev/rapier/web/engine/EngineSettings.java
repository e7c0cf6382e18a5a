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
 * @param minBodyBytesPerSecond least speed of a body after its first five seconds; then 408 and close; 0 allows any; 1024
 * @param writeStallTimeout longest time that a client may read nothing of an answer; then close; 30 s
 * @param idleTimeout a kept-alive connection without a request; then close; 75 s
 * @param maxConnectionAge a connection this old closes after the answer at work; 1 h
 * @param maxConnections open connections; more are not accepted; 10,000, or three quarters of the files that the process
 *     may open where that is less
 * @param eventLoops threads that read and write sockets; 0, the default, leaves the choice to the engine
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
        int minBodyBytesPerSecond,
        Duration writeStallTimeout,
        Duration idleTimeout,
        Duration maxConnectionAge,
        int maxConnections,
        int eventLoops) {

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
                1024,
                Duration.ofSeconds(30),
                Duration.ofSeconds(75),
                Duration.ofHours(1),
                10_000,
                0);
    }

    /** These settings with another {@link #host}. */
    public EngineSettings withHost(String value) {
        return new EngineSettings(
                value,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #port}. */
    public EngineSettings withPort(int value) {
        return new EngineSettings(
                host,
                value,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #maxRequestLineBytes}. */
    public EngineSettings withMaxRequestLineBytes(int value) {
        return new EngineSettings(
                host,
                port,
                value,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #maxHeaderBytes}. */
    public EngineSettings withMaxHeaderBytes(int value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                value,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #maxHeaderCount}. */
    public EngineSettings withMaxHeaderCount(int value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                value,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #maxBodyBytes}. */
    public EngineSettings withMaxBodyBytes(int value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                value,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #headTimeout}. */
    public EngineSettings withHeadTimeout(Duration value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                value,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #bodyReadTimeout}. */
    public EngineSettings withBodyReadTimeout(Duration value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                value,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #minBodyBytesPerSecond}. */
    public EngineSettings withMinBodyBytesPerSecond(int value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                value,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #writeStallTimeout}. */
    public EngineSettings withWriteStallTimeout(Duration value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                value,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #idleTimeout}. */
    public EngineSettings withIdleTimeout(Duration value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                value,
                maxConnectionAge,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #maxConnectionAge}. */
    public EngineSettings withMaxConnectionAge(Duration value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                value,
                maxConnections,
                eventLoops);
    }

    /** These settings with another {@link #maxConnections}. */
    public EngineSettings withMaxConnections(int value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                value,
                eventLoops);
    }

    /** These settings with another {@link #eventLoops}. */
    public EngineSettings withEventLoops(int value) {
        return new EngineSettings(
                host,
                port,
                maxRequestLineBytes,
                maxHeaderBytes,
                maxHeaderCount,
                maxBodyBytes,
                headTimeout,
                bodyReadTimeout,
                minBodyBytesPerSecond,
                writeStallTimeout,
                idleTimeout,
                maxConnectionAge,
                maxConnections,
                value);
    }
}
