package dev.rapier.tour;

import static dev.rapier.async.Async.sleep;

import dev.rapier.http.Get;
import dev.rapier.web.HttpException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Stands in for the API of GitHub, so that the tour needs no network: three users, each after a small delay. */
final class Upstream {
    private static final Duration DELAY = Duration.ofMillis(200);

    private final Map<String, Account> accounts = Map.of(
            "github", new Account("github", 9919, "Organization", "GitHub", "How people build software.", 500),
            "python", new Account("python", 1525981, "Organization", "Python", "Home of CPython.", 90),
            "microsoft", new Account("microsoft", 6154722, "Organization", "Microsoft", "Open source at work.", 7000));

    @Get("/users/{name}")
    Account user(String name) {
        sleep(DELAY);
        return Optional.ofNullable(accounts.get(name)).orElseThrow(() -> new HttpException(404, "Not Found"));
    }

    /** What GitHub says of an account, in part. */
    record Account(String login, int id, String type, String name, String bio, int publicRepos) {}
}
