package dev.rapier.tour.lesson;

import static dev.rapier.async.Async.map;

import dev.rapier.client.Client;
import dev.rapier.http.Get;
import java.util.List;
import java.util.stream.Stream;

/**
 * Async HTTP requests: three URLs at once.
 *
 * <ul>
 *   <li>Much faster than sequential requests: as long as the slowest, not as all together
 *   <li>Non-blocking for other requests
 *   <li>If one fails, the others are cancelled
 *   <li>Who asks may say how long it waits: then all of them end, and the answer is 504
 * </ul>
 */
public final class FetchUrls {
    private final Client client;
    private final List<String> urls;

    public FetchUrls(Client client, String upstream) {
        this.client = client;
        this.urls = Stream.of("github", "python", "microsoft")
                .map(name -> upstream + "/users/" + name)
                .toList();
    }

    // Async HTTP request
    Fetched fetchUrl(String url) {
        var response = client.get(url);
        return new Fetched(url, response.statusCode(), response.text().length());
    }

    // Fetch multiple URLs concurrently
    @Get("/fetch-urls")
    Results fetchUrlsEndpoint() {
        return new Results(map(urls, this::fetchUrl));
    }

    record Fetched(String url, int status, int length) {}

    record Results(List<Fetched> results) {}
}
