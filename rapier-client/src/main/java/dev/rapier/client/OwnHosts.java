package dev.rapier.client;

import dev.rapier.async.CancelScope;
import dev.rapier.async.Task;
import dev.rapier.http.DeadlineHeader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The hosts that are told how long their caller will wait. */
record OwnHosts(List<String> patterns) {
    /** The request with the time that is left of the scope and of the call, if its host is one of them. */
    ClientRequest tell(ClientRequest request) {
        if (patterns.isEmpty()
                || request.headers().first(DeadlineHeader.NAME).isPresent()
                || !has(Urls.host(request.url()))) {
            return request;
        }
        Duration total = request.timeouts().total();
        Optional<Duration> scope =
                Task.find().isPresent() ? CancelScope.current().remaining() : Optional.empty();
        Duration left = scope.filter(time -> time.compareTo(total) < 0).orElse(total);
        return left.equals(ClientTimeouts.NEVER)
                ? request
                : request.withHeader(DeadlineHeader.NAME, DeadlineHeader.format(left));
    }

    private boolean has(String host) {
        for (String pattern : patterns) {
            boolean fits = pattern.startsWith("*") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
