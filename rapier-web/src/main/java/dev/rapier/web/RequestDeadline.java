package dev.rapier.web;

import dev.rapier.http.DeadlineHeader;
import dev.rapier.http.Headers;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a request may take: what the application allows, and what the client says that it will wait. A client can only shorten it.
 *
 * @param limit of the application; zero for none
 * @param readsHeader whether {@link DeadlineHeader} is read
 */
record RequestDeadline(Duration limit, boolean readsHeader) {
    /** The time for a request with these headers, from its arrival; empty without a limit. */
    Optional<Duration> of(Headers headers) {
        Optional<Duration> own = limit.isZero() ? Optional.empty() : Optional.of(limit);
        if (!readsHeader) {
            return own;
        }
        Optional<Duration> said = headers.first(DeadlineHeader.NAME).flatMap(DeadlineHeader::parse);
        return said.filter(time -> own.isEmpty() || time.compareTo(own.get()) < 0)
                .or(() -> own);
    }
}
