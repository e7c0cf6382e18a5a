package dev.rapier.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rapier.async.Resource;
import dev.rapier.http.Cookie;
import dev.rapier.http.Default;
import dev.rapier.http.Get;
import dev.rapier.http.Header;
import dev.rapier.http.HeaderList;
import dev.rapier.http.Headers;
import dev.rapier.http.Post;
import dev.rapier.http.Provides;
import dev.rapier.web.memory.MemoryCall;
import jakarta.validation.constraints.Max;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Methods that provide something read parameters of the request, as FastAPI's dependencies do. */
class ProvideParametersTest {
    private final List<String> steps = new CopyOnWriteArrayList<>();

    record Paging(int skip, int limit) {}

    record Shop(int id) {}

    record User(String name) {}

    record Item(String name) {}

    final class Program {
        @Provides
        Paging paging(@Default("0") int skip, @Default("100") @Max(100) int limit) {
            steps.add("paging");
            return new Paging(skip, limit);
        }

        @Provides
        Shop shop(int shopId) {
            steps.add("shop");
            return new Shop(shopId);
        }

        @Provides
        Resource<User> user(@Header Optional<String> xToken, @Cookie Optional<String> session, Shop shop) {
            return Resource.from(out -> {
                steps.add("user begun");
                String who = xToken.or(() -> session).orElseThrow(() -> new HttpException(401, "Who are you?"));
                try {
                    out.yield(new User(who + " of " + shop.id()));
                } catch (RequestValidationException e) {
                    steps.add("user ended for " + e.errors().size() + " errors");
                    throw e;
                }
            });
        }

        @Get("/items")
        String items(Paging paging) {
            return paging.toString();
        }

        @Get("/shops/{shop_id}/items")
        String itemsOfShop(Shop shop, Paging paging, @Default("name") String sort) {
            return shop + " " + paging + " " + sort;
        }

        @Get("/shops/{shop_id}/me")
        String me(User user, int age) {
            return user.name() + " " + age;
        }

        @Get("/shop")
        String byQuery(Shop shop) {
            return shop.toString();
        }

        @Post("/shops/{shop_id}/items")
        String create(User user, Paging paging, Item item) {
            return item.name();
        }
    }

    private MemoryCall get(String target) {
        return get(target, HeaderList.create());
    }

    private MemoryCall get(String target, Headers headers) {
        try (Served served = Served.of(app -> app.include(new Program()))) {
            return served.call("GET", target, headers);
        }
    }

    @Test
    void theyComeFromTheQuery() {
        assertThat(Served.text(get("/items?skip=20"))).isEqualTo("\"Paging[skip=20, limit=100]\"");
    }

    @Test
    void oneThatThePathOfTheHandlerHasComesFromThere() {
        assertThat(Served.text(get("/shops/7/items?limit=5"))).isEqualTo("\"Shop[id=7] Paging[skip=0, limit=5] name\"");
        assertThat(Served.text(get("/shop?shopId=8"))).isEqualTo("\"Shop[id=8]\"");
    }

    @Test
    void theyComeFromHeadersAndCookiesBesideWhatOthersProvide() {
        assertThat(Served.text(get("/shops/7/me?age=36", HeaderList.of("x-token", "ann"))))
                .isEqualTo("\"ann of 7 36\"");
        assertThat(Served.text(get("/shops/7/me?age=36", HeaderList.of("cookie", "session=bob"))))
                .isEqualTo("\"bob of 7 36\"");
    }

    @Test
    void allThatIsWrongIsReportedAtOnceWhatIsProvidedFirst() {
        try (Served served = Served.of(app -> app.include(new Program()))) {
            MemoryCall call =
                    served.call("POST", "/shops/x/items?limit=200", HeaderList.of("content-type", "application/json"));

            assertThat(call.status()).isEqualTo(422);
            assertThat(Served.text(call))
                    .containsSubsequence(
                            "\"loc\":[\"path\",\"shop_id\"]", "\"loc\":[\"query\",\"limit\"]", "\"loc\":[\"body\"]");
            assertThat(steps).isEmpty();
        }
    }

    @Test
    void whoLacksNothingIsMadeAllTheSameAndItsErrorGoesFirst() {
        assertThat(get("/shops/7/me").status()).isEqualTo(401);
        steps.clear();

        MemoryCall call = get("/shops/7/me?age=x", HeaderList.of("x-token", "ann"));

        assertThat(call.status()).isEqualTo(422);
        assertThat(steps).containsExactly("shop", "user begun", "user ended for 1 errors");
    }

    @Test
    void theyStandInTheDescriptionOfTheApi() {
        String document = Served.text(get("/openapi.json"));

        assertThat(document)
                .contains("\"/shops/{shop_id}/items\":{\"get\":{\"summary\":\"Items Of Shop\","
                        + "\"operationId\":\"items_of_shop_shops__shop_id__items_get\",\"parameters\":["
                        + "{\"name\":\"shop_id\",\"in\":\"path\",\"required\":true,"
                        + "\"schema\":{\"type\":\"integer\",\"title\":\"Shop Id\"}},"
                        + "{\"name\":\"sort\",\"in\":\"query\",\"required\":false,"
                        + "\"schema\":{\"type\":\"string\",\"title\":\"Sort\",\"default\":\"name\"}},"
                        + "{\"name\":\"skip\",\"in\":\"query\",\"required\":false,"
                        + "\"schema\":{\"type\":\"integer\",\"title\":\"Skip\",\"default\":0}},"
                        + "{\"name\":\"limit\",\"in\":\"query\",\"required\":false,"
                        + "\"schema\":{\"type\":\"integer\",\"maximum\":100,\"title\":\"Limit\",\"default\":100}}]")
                .contains("\"name\":\"x-token\",\"in\":\"header\"", "\"name\":\"session\",\"in\":\"cookie\"");
    }

    static final class ReadsABody {
        @Provides
        User user(Item item) {
            return new User(item.name());
        }

        @Get("/")
        String get(User user) {
            return user.name();
        }
    }

    @Test
    void theBodyIsTheHandlers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Served.of(app -> app.include(new ReadsABody())))
                .withMessageContaining("parameter 1 (dev.rapier.web.ProvideParametersTest$Item item)")
                .withMessageContaining("is not provided by anything, and a method with @Provides reads no body: call"
                        + " app.provide(Item.class, ..), or write a method with @Provides that returns one");
    }
}
