package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningTour.Shared.class)
class ExportCsvTest {
    private final RunningTour tour;

    ExportCsvTest(RunningTour tour) {
        this.tour = tour;
    }

    @Test
    void aThousandRowsComeAsAFileNamedDataCsv() {
        var answer = tour.get("/export-csv");
        var rows = IntStream.range(0, 1000)
                .mapToObj(i -> i + ",Item " + i + "," + i * 10.0 + "\n")
                .collect(Collectors.joining());
        assertThat(answer.body()).isEqualTo("id,name,price\n" + rows);
        assertThat(answer.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(answer.headers().firstValue("content-disposition")).contains("attachment; filename=data.csv");
    }

    @Test
    void moreRowsAreStreamedAndTheConnectionGoesBackToThePool() throws IOException {
        var pool = tour.tour().components().database().pool();
        try (var in = URI.create(tour.url("/export-csv?rows=200000")).toURL().openStream();
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            assertThat(reader.readLine()).isEqualTo("id,name,price");
            var last = "";
            int count = 0;
            for (String line; (line = reader.readLine()) != null; ) {
                last = line;
                count++;
            }
            assertThat(count).isEqualTo(200_000);
            assertThat(last).isEqualTo("199999,Item 199999,1999990.0");
        }
        Waiting.until(() -> tour.tour().components().database().pool().active() == 0, "the pool is whole");
        assertThat(pool.active()).isZero();
    }

    @Test
    void fewerRowsAreFewerRows() {
        assertThat(tour.get("/export-csv?rows=2").body()).isEqualTo("id,name,price\n0,Item 0,0.0\n1,Item 1,10.0\n");
        assertThat(tour.get("/export-csv?rows=0").body()).isEqualTo("id,name,price\n");
    }

    @Test
    void aNegativeNumberOfRowsIsRefused() {
        var answer = tour.get("/export-csv?rows=-1");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("greater than or equal to 0");
    }
}
