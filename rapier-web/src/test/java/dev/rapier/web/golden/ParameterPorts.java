package dev.rapier.web.golden;

import dev.rapier.http.Body;
import dev.rapier.http.Cookie;
import dev.rapier.http.Default;
import dev.rapier.http.Description;
import dev.rapier.http.Get;
import dev.rapier.http.Header;
import dev.rapier.http.Hidden;
import dev.rapier.http.Put;
import dev.rapier.http.Query;
import dev.rapier.web.JsonResponse;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Path, query, header and cookie. */
final class ParameterPorts {
    private static final String LONG = "This is an amazing item that has a long description";
    private static final String GOOD_MATCH =
            "Query string for the items to search in the database that have a good match";

    private ParameterPorts() {}

    static void addTo(Ports ports) {
        ports.add("path_params.tutorial001", AnyPath::new);
        ports.add("path_params.tutorial002", IntegerPath::new);
        ports.add("path_params.tutorial003", FirstRouteWins::new);
        ports.add("path_params.tutorial003b", SameRouteTwice::new);
        ports.add("path_params.tutorial004", PathOfSegments::new);
        ports.add("path_params.tutorial005", EnumPath::new);
        ports.add("query_params.tutorial001", Defaults::new);
        ports.add("query_params.tutorial002", OptionalQuery::new);
        ports.add("query_params.tutorial003", BooleanQuery::new);
        ports.add("query_params.tutorial004", SeveralPaths::new);
        ports.add("query_params.tutorial005", RequiredQuery::new);
        ports.add("query_params.tutorial006", AllKinds::new);
        ports.add("query_params_str_validations.tutorial001", Strings001::new);
        ports.add("query_params_str_validations.tutorial002", Strings002::new);
        ports.add("query_params_str_validations.tutorial003", Strings003::new);
        ports.add("query_params_str_validations.tutorial004", Strings004::new);
        ports.add("query_params_str_validations.tutorial005", Strings005::new);
        ports.add("query_params_str_validations.tutorial006", Strings006::new);
        ports.add("query_params_str_validations.tutorial007", Strings007::new);
        ports.add("query_params_str_validations.tutorial008", Strings008::new);
        ports.add("query_params_str_validations.tutorial009", Strings009::new);
        ports.add("query_params_str_validations.tutorial010", Strings010::new);
        ports.add("query_params_str_validations.tutorial011", Lists011::new);
        ports.add("query_params_str_validations.tutorial012", Lists012::new);
        ports.add("query_params_str_validations.tutorial013", Lists013::new);
        ports.add("query_params_str_validations.tutorial014", HiddenQuery::new);
        ports.add("cookie_params.tutorial001", CookieParameter::new);
        ports.add("header_params.tutorial001", HeaderParameter::new);
        ports.add("header_params.tutorial002", StrangeHeader::new);
        ports.add("header_params.tutorial003", HeaderList::new);
        ports.add("additional_status_codes.tutorial001", BodyScalars::new);
    }

    private static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static final class AnyPath {
        @Get("/items/{item_id}")
        Object readItem(Object itemId) {
            return map("item_id", itemId);
        }
    }

    static final class IntegerPath {
        @Get("/items/{item_id}")
        Object readItem(int itemId) {
            return map("item_id", itemId);
        }
    }

    static final class FirstRouteWins {
        @Get("/users/me")
        Object readUserMe() {
            return map("user_id", "the current user");
        }

        @Get("/users/{user_id}")
        Object readUser(String userId) {
            return map("user_id", userId);
        }
    }

    static final class SameRouteTwice {
        @Get("/users")
        Object readUsers() {
            return List.of("Rick", "Morty");
        }

        @Get("/users")
        Object readUsers2() {
            return List.of("Bean", "Elfo");
        }
    }

    static final class PathOfSegments {
        @Get("/files/{file_path:path}")
        Object readFile(String filePath) {
            return map("file_path", filePath);
        }
    }

    enum ModelName {
        alexnet,
        resnet,
        lenet
    }

    static final class EnumPath {
        @Get("/models/{model_name}")
        Object getModel(ModelName modelName) {
            return map(
                    "model_name",
                    modelName,
                    "message",
                    switch (modelName) {
                        case alexnet -> "Deep Learning FTW!";
                        case lenet -> "LeCNN all the images";
                        case resnet -> "Have some residuals";
                    });
        }
    }

    static final class Defaults {
        @Get("/items/")
        Object readItem(@Default("0") int skip, @Default("10") int limit) {
            var all = List.of(map("item_name", "Foo"), map("item_name", "Bar"), map("item_name", "Baz"));
            return all.stream().skip(skip).limit(limit).toList();
        }
    }

    static final class OptionalQuery {
        @Get("/items/{item_id}")
        Object readItem(String itemId, @Nullable String q) {
            return q == null ? map("item_id", itemId) : map("item_id", itemId, "q", q);
        }
    }

    static final class BooleanQuery {
        @Get("/items/{item_id}")
        Object readItem(String itemId, @Nullable String q, @Query("short") @Default("false") boolean isShort) {
            return item(map("item_id", itemId), q, isShort);
        }
    }

    private static Object item(Map<String, Object> item, String q, boolean isShort) {
        if (q != null) {
            item.put("q", q);
        }
        if (!isShort) {
            item.put("description", LONG);
        }
        return item;
    }

    static final class SeveralPaths {
        @Get("/users/{user_id}/items/{item_id}")
        Object readUserItem(
                int userId, String itemId, @Nullable String q, @Query("short") @Default("false") boolean isShort) {
            return item(map("item_id", itemId, "owner_id", userId), q, isShort);
        }
    }

    static final class RequiredQuery {
        @Get("/items/{item_id}")
        Object readUserItem(String itemId, String needy) {
            return map("item_id", itemId, "needy", needy);
        }
    }

    static final class AllKinds {
        @Get("/items/{item_id}")
        Object readUserItem(String itemId, String needy, @Default("0") int skip, Optional<Integer> limit) {
            return map("item_id", itemId, "needy", needy, "skip", skip, "limit", limit.orElse(null));
        }
    }

    private static Object results(String q) {
        Map<String, Object> results = map("items", List.of(map("item_id", "Foo"), map("item_id", "Bar")));
        if (q != null && !q.isEmpty()) {
            results.put("q", q);
        }
        return results;
    }

    static final class Strings001 {
        @Get("/items/")
        Object readItems(@Nullable String q) {
            return results(q);
        }
    }

    static final class Strings002 {
        @Get("/items/")
        Object readItems(@Nullable @Size(max = 50) String q) {
            return results(q);
        }
    }

    static final class Strings003 {
        @Get("/items/")
        Object readItems(Optional<@Size(min = 3, max = 50) String> q) {
            return results(q.orElse(null));
        }
    }

    static final class Strings004 {
        @Get("/items/")
        Object readItems(@Nullable @Size(min = 3, max = 50) @Pattern(regexp = "^fixedquery$") String q) {
            return results(q);
        }
    }

    static final class Strings005 {
        @Get("/items/")
        Object readItems(@Size(min = 3) @Default("fixedquery") String q) {
            return results(q);
        }
    }

    static final class Strings006 {
        @Get("/items/")
        Object readItems(@Size(min = 3) String q) {
            return results(q);
        }
    }

    static final class Strings007 {
        @Get("/items/")
        Object readItems(@Nullable @Size(min = 3) @Description(title = "Query string") String q) {
            return results(q);
        }
    }

    static final class Strings008 {
        @Get("/items/")
        Object readItems(@Nullable @Size(min = 3) @Description(title = "Query string", value = GOOD_MATCH) String q) {
            return results(q);
        }
    }

    static final class Strings009 {
        @Get("/items/")
        Object readItems(@Query("item-query") @Nullable String q) {
            return results(q);
        }
    }

    static final class Strings010 {
        @Get("/items/")
        Object readItems(
                @Query("item-query")
                        @Nullable
                        @Size(min = 3, max = 50)
                        @Pattern(regexp = "^fixedquery$")
                        @Description(title = "Query string", value = GOOD_MATCH, deprecated = true)
                        String q) {
            return results(q);
        }
    }

    static final class Lists011 {
        @Get("/items/")
        Object readItems(@Query @Nullable List<String> q) {
            return map("q", q);
        }
    }

    static final class Lists012 {
        @Get("/items/")
        Object readItems(@Query @Default({"foo", "bar"}) List<String> q) {
            return map("q", q);
        }
    }

    static final class Lists013 {
        @Get("/items/")
        Object readItems(@Query @Default({}) List<Object> q) {
            return map("q", q);
        }
    }

    static final class HiddenQuery {
        @Get("/items/")
        Object readItems(@Hidden @Query("hidden_query") @Nullable String hiddenQuery) {
            return map("hidden_query", hiddenQuery == null ? "Not found" : hiddenQuery);
        }
    }

    static final class CookieParameter {
        @Get("/items/")
        Object readItems(@Cookie("ads_id") @Nullable String adsId) {
            return map("ads_id", adsId);
        }
    }

    static final class HeaderParameter {
        @Get("/items/")
        Object readItems(@Header @Nullable String userAgent) {
            return map("User-Agent", userAgent);
        }
    }

    static final class StrangeHeader {
        @Get("/items/")
        Object readItems(@Header("strange_header") Optional<String> strangeHeader) {
            return map("strange_header", strangeHeader.orElse(null));
        }
    }

    static final class HeaderList {
        @Get("/items/")
        Object readItems(@Header @Nullable List<String> xToken) {
            return map("X-Token values", xToken);
        }
    }

    static final class BodyScalars {
        private final Map<String, Object> items = map("foo", "Fighters", "bar", "Tenders");

        @Put("/items/{item_id}")
        Object upsertItem(String itemId, @Body @Nullable String name, @Body @Nullable Integer size) {
            Map<String, Object> item = map("name", name, "size", size);
            return items.put(itemId, item) == null ? JsonResponse.of(201, item) : item;
        }
    }
}
