package dev.rapier.sql;

import java.time.Duration;
import java.util.Optional;

/**
 * How a database is; see {@link Database#health()}.
 *
 * @param isUp whether a statement was answered
 * @param time how long it took to find out
 * @param problem what is wrong, in a sentence without a password; empty when it is up
 * @param pool the pool at that moment; empty when not connected
 */
public record DatabaseHealth(boolean isUp, Duration time, Optional<String> problem, Optional<PoolState> pool) {}
