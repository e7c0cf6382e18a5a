package dev.rapier.client;

import dev.rapier.http.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a server says of an error in the {@code detail} of a JSON body, as FastAPI, Rapier and RFC 9457 write it.
 *
 * @param message for people: the text, or the messages of the items with their places
 * @param items what is wrong with each value of the request (status 422); empty where the detail is no such list
 */
public record ErrorDetail(String message, List<Item> items) {
    private static final int MAX_MESSAGE = 500;

    /**
     * One thing that is wrong with a request.
     *
     * @param type what kind of error: {@code int_parsing}, {@code missing}
     * @param location where: {@code [path, user_id]}, {@code [body, items, 0, price]}
     * @param message for people
     */
    public record Item(String type, List<String> location, String message) {
        @Override
        public String toString() {
            return String.join(".", location) + ": " + message;
        }
    }

    /** That of a response whose body has been read; empty where the body is not JSON or has no {@code detail}. */
    static Optional<ErrorDetail> of(ClientResponse response) {
        boolean json = response.isRead()
                && response.header("Content-Type")
                        .flatMap(MediaType::parse)
                        .filter(MediaType::isJson)
                        .isPresent();
        if (!json) {
            return Optional.empty();
        }
        try {
            JsonNode body = Json.tree(response.bytes());
            return Optional.ofNullable(body.get("detail")).map(ErrorDetail::of);
        } catch (JacksonException e) {
            return Optional.empty(); // an error page that only says that it is JSON
        }
    }

    private static ErrorDetail of(JsonNode detail) {
        List<Item> items = detail.isArray()
                ? Stream.of(detail)
                        .flatMap(list -> list.values().stream())
                        .filter(item ->
                                item.path("msg").isString() && item.path("loc").isArray())
                        .map(ErrorDetail::item)
                        .toList()
                : List.of();
        String message = detail.isString()
                ? detail.asString()
                : items.isEmpty()
                        ? detail.toString()
                        : items.stream().map(Item::toString).collect(Collectors.joining("; "));
        return new ErrorDetail(
                message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) + ".." : message, items);
    }

    private static Item item(JsonNode item) {
        List<String> location =
                item.path("loc").values().stream().map(JsonNode::asString).toList();
        return new Item(
                item.path("type").asString(""), location, item.path("msg").asString());
    }
}
