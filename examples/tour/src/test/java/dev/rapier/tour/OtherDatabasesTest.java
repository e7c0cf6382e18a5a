package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lessons with data, on the databases that run in the program. */
class OtherDatabasesTest {
    @ParameterizedTest
    @ValueSource(strings = {"sqlite:///%s/tour.db", "sqlite://", "h2:///%s/tour", "h2://"})
    void dataEndpointsAnswerAsOnPostgreSql(String url, @TempDir Path directory) {
        try (var tour = RunningTour.on(url.formatted(directory))) {
            assertThat(tour.get("/users/1").body()).isEqualTo("""
                    {"user":{"id":1,"username":"ada","email":"ada@example.com"},"posts":[\
                    {"id":1,"user_id":1,"title":"Notes on the Analytical Engine"},\
                    {"id":2,"user_id":1,"title":"How to read the notes"},\
                    {"id":3,"user_id":1,"title":"Bernoulli numbers, step by step"}]}""");
            assertThat(tour.get("/users/999").body()).isEqualTo("{\"user\":null,\"posts\":[]}");
            assertThat(tour.get("/users-sqlalchemy/2").body())
                    .isEqualTo("{\"id\":2,\"username\":\"grace\",\"email\":\"grace@example.com\"}");
            assertThat(tour.get("/users-sqlalchemy/999").statusCode()).isEqualTo(404);

            var ken = "{\"username\":\"ken\",\"email\":\"ken@example.com\"}";
            assertThat(tour.post("/users-sqlalchemy", ken).body())
                    .isEqualTo("{\"id\":5,\"username\":\"ken\",\"email\":\"ken@example.com\"}");
            assertThat(tour.post("/users-sqlalchemy", ken).statusCode()).isEqualTo(409);

            var rows = IntStream.range(0, 1_100)
                    .mapToObj(i -> i + ",Item " + i + "," + i * 10.0 + "\n")
                    .collect(Collectors.joining());
            assertThat(tour.get("/export-csv?rows=1100").body()).isEqualTo("id,name,price\n" + rows);
            assertThat(tour.get("/export-csv?rows=2").body()).isEqualTo("id,name,price\n0,Item 0,0.0\n1,Item 1,10.0\n");
            assertThat(tour.tour().components().database().pool().active()).isZero();
        }
    }
}
