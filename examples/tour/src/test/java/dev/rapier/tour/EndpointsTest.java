package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.async.Async;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint of the guide, with its path and its JSON. */
@ExtendWith(RunningTour.Shared.class)
class EndpointsTest {
    private final RunningTour tour;

    EndpointsTest(RunningTour tour) {
        this.tour = tour;
    }

    @Test
    void fetchUrlsAnswersWithUrlStatusAndLengthOfEachOfThreeUsers() {
        var upstream = tour.tour().components().upstream();
        var answer = tour.get("/fetch-urls");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .matches("\\{\"results\":\\["
                        + "\\{\"url\":\"" + upstream + "/users/github\",\"status\":200,\"length\":\\d+},"
                        + "\\{\"url\":\"" + upstream + "/users/python\",\"status\":200,\"length\":\\d+},"
                        + "\\{\"url\":\"" + upstream + "/users/microsoft\",\"status\":200,\"length\":\\d+}]}");
    }

    @Test
    void aUserComesWithItsPosts() {
        isJson(tour.get("/users/1"), 200, """
                {"user":{"id":1,"username":"ada","email":"ada@example.com"},"posts":[\
                {"id":1,"user_id":1,"title":"Notes on the Analytical Engine"},\
                {"id":2,"user_id":1,"title":"How to read the notes"},\
                {"id":3,"user_id":1,"title":"Bernoulli numbers, step by step"}]}""");
    }

    @Test
    void anUnknownUserIsNullAndHasNoPosts() {
        isJson(tour.get("/users/999"), 200, "{\"user\":null,\"posts\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/abc", "/users-sqlalchemy/abc"})
    void aUserIdThatIsNoNumberIsAnsweredAsFastApiDoes(String path) {
        isJson(tour.get(path), 422, """
                {"detail":[{"type":"int_parsing","loc":["path","user_id"],\
                "msg":"Input should be a valid integer, unable to parse string as an integer","input":"abc"}]}""");
    }

    @Test
    void aUserIsFoundByItsEntity() {
        isJson(
                tour.get("/users-sqlalchemy/2"),
                200,
                "{\"id\":2,\"username\":\"grace\",\"email\":\"grace@example.com\"}");
    }

    @Test
    void aMissingEntityIsUserNotFound() {
        isJson(tour.get("/users-sqlalchemy/999"), 404, "{\"detail\":\"User not found\"}");
    }

    @Test
    void aNewUserIsCreatedOnce() {
        var ken = "{\"username\":\"ken\",\"email\":\"ken@example.com\"}";
        var created = tour.post("/users-sqlalchemy", ken);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).matches("\\{\"id\":\\d+,\"username\":\"ken\",\"email\":\"ken@example.com\"}");
        var id = created.body().replaceAll("\\D", "");
        assertThat(tour.get("/users-sqlalchemy/" + id).body()).isEqualTo(created.body());

        isJson(tour.post("/users-sqlalchemy", ken), 409, "{\"detail\":\"Username ken is taken\"}");
    }

    @Test
    void newUsersThatComeTogetherAreAllCreated() {
        var statuses = Async.run(() -> Async.map(
                IntStream.range(0, 8).boxed().toList(),
                i -> tour.post("/users-sqlalchemy", "{\"username\":\"u" + i + "\",\"email\":\"u@example.com\"}")
                        .statusCode()));
        assertThat(statuses).containsOnly(201);
    }

    @Test
    void aNewUserWithoutAnEmailIsRefused() {
        var answer = tour.post("/users-sqlalchemy", "{\"username\":\"dennis\"}");
        isJson(answer, 422, """
                {"detail":[{"type":"missing","loc":["body","email"],"msg":"Field required",\
                "input":{"username":"dennis"}}]}""");
    }

    @Test
    void asyncEndpointAnswersWhatItFetched() {
        isJson(tour.get("/async-endpoint"), 200, "{\"source\":\"API\",\"data\":\"Data from API\"}");
    }

    @Test
    void syncEndpointAnswersAfterASecond() {
        var start = System.nanoTime();
        isJson(tour.get("/sync-endpoint"), 200, "{\"message\":\"Sync response\"}");
        assertThat((System.nanoTime() - start) / 1e9).isBetween(1.0, 20.0);
    }

    @Test
    void asyncCallingSyncAnswersAfterTwoSeconds() {
        var start = System.nanoTime();
        isJson(tour.get("/async-calling-sync"), 200, "{\"result\":\"Blocking result\"}");
        assertThat((System.nanoTime() - start) / 1e9).isBetween(2.0, 20.0);
    }

    @Test
    void anUnknownPathIsNotFound() {
        isJson(tour.get("/nothing-here"), 404, "{\"detail\":\"Not Found\"}");
    }

    private static void isJson(HttpResponse<String> answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    }
}
