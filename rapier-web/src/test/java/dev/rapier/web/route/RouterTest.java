package dev.rapier.web.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.http.route.PathTemplate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {
    private final Router<String> router = new Router<>();

    @Test
    void theFirstRegisteredRouteWinsEvenOverALiteral() {
        get("/users/{id}", "by id");
        get("/users/me", "me");

        assertThat(router.find("GET", "/users/me")).isEqualTo(found("by id", "me"));
    }

    @Test
    void aLiteralThatWasRegisteredFirstWins() {
        get("/users/me", "me");
        get("/users/{id}", "by id");

        assertThat(router.find("GET", "/users/me")).isEqualTo(found("me"));
        assertThat(router.find("GET", "/users/7")).isEqualTo(found("by id", "7"));
    }

    @Test
    void aLaterRouteServesAMethodThatTheFirstOfThePathDoesNot() {
        get("/users/{id}", "read");
        router.add(Set.of("PUT"), PathTemplate.parse("/users/me"), "write");

        assertThat(router.find("PUT", "/users/me")).isEqualTo(found("write"));
    }

    @Test
    void aWrongMethodNamesTheFirstRouteOfThePath() {
        get("/items", "read");
        router.add(Set.of("POST"), PathTemplate.parse("/items"), "create");

        assertThat(router.find("PUT", "/items")).isEqualTo(new Match.WrongMethod<>("read"));
    }

    @Test
    void aNameTakesOneSegmentAndNeverNothing() {
        get("/items/{id}", "item");

        assertThat(router.find("GET", "/items/")).isEqualTo(new Match.NotFound<>());
        assertThat(router.find("GET", "/items/a/b")).isEqualTo(new Match.NotFound<>());
        assertThat(router.find("GET", "/items/ 5")).isEqualTo(found("item", " 5"));
    }

    @Test
    void aNameOfKindPathTakesSlashesAndAlsoNothing() {
        get("/f/{file_path:path}", "file");

        assertThat(router.find("GET", "/f/home/x.txt")).isEqualTo(found("file", "home/x.txt"));
        assertThat(router.find("GET", "/f/")).isEqualTo(found("file", ""));
        assertThat(router.find("GET", "/f")).isEqualTo(new Match.NotFound<>());
    }

    @Test
    void textAfterANameOfKindPathIsAnchoredAtTheEnd() {
        get("/f/{file_path:path}/raw/{version}", "raw");

        assertThat(router.find("GET", "/f/a/raw/b/raw/3")).isEqualTo(found("raw", "a/raw/b", "3"));
        assertThat(router.find("GET", "/f/a/raw/")).isEqualTo(new Match.NotFound<>());
    }

    @Test
    void convertorsRefuseOtherText() {
        get("/i/{x:int}", "int");
        get("/x/{x:float}", "float");
        get("/u/{x:uuid}", "uuid");

        assertThat(router.find("GET", "/i/42")).isEqualTo(found("int", "42"));
        assertThat(router.find("GET", "/i/-1")).isEqualTo(new Match.NotFound<>());
        assertThat(router.find("GET", "/i/\u0661")).isEqualTo(new Match.NotFound<>());
        assertThat(router.find("GET", "/x/1.50")).isEqualTo(found("float", "1.50"));
        assertThat(router.find("GET", "/x/1.")).isEqualTo(new Match.NotFound<>());
        String uuid = "1b4e28ba-2fa1-11d2-883f-0016d3cca427";
        assertThat(router.find("GET", "/u/" + uuid)).isEqualTo(found("uuid", uuid));
        assertThat(router.find("GET", "/u/" + uuid.replace("-", ""))).isEqualTo(found("uuid", uuid.replace("-", "")));
        assertThat(router.find("GET", "/u/" + uuid + "0")).isEqualTo(new Match.NotFound<>());
    }

    @Test
    void aSegmentMayMixNamesAndText() {
        get("/v{major:int}.{minor:int}/{name}.txt", "file");

        assertThat(router.find("GET", "/v1.20/a.b.txt")).isEqualTo(found("file", "1", "20", "a.b"));
        assertThat(router.find("GET", "/v1.x/a.txt")).isEqualTo(new Match.NotFound<>());
        assertThat(router.find("GET", "/v1.2/.txt")).isEqualTo(new Match.NotFound<>());
    }

    @Test
    void theTrailingSlashIsPartOfThePath() {
        get("/with/", "with");
        get("/without", "without");

        assertThat(router.find("GET", "/with")).isEqualTo(new Match.NotFound<>());
        assertThat(router.find("GET", "/with/")).isEqualTo(found("with"));
        assertThat(router.find("GET", "/without/")).isEqualTo(new Match.NotFound<>());
    }

    @Test
    void theRootIsARoute() {
        get("/", "root");

        assertThat(router.find("GET", "/")).isEqualTo(found("root"));
        assertThat(router.find("OPTIONS", "*")).isEqualTo(new Match.NotFound<>());
    }

    @Test
    void methodsCompareWithCase() {
        get("/items", "read");

        assertThat(router.find("get", "/items")).isEqualTo(new Match.WrongMethod<>("read"));
    }

    private void get(String template, String route) {
        router.add(Set.of("GET"), PathTemplate.parse(template), route);
    }

    private static Match<String> found(String route, String... values) {
        return new Match.Found<>(route, List.of(values));
    }
}
