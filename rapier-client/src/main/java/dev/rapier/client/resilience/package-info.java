/** What a client does about servers that fail or are slow: retries, circuit breakers, hedged requests, bulkheads. All off by default. */
@NullMarked
package dev.rapier.client.resilience;

import org.jspecify.annotations.NullMarked;
