package dev.rapier.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrkTest {
    @Test
    void the_report_of_wrk_is_read() {
        String report = """
                Running 1s test @ http://127.0.0.1:8000/
                  1 threads and 10 connections
                  Thread Stats   Avg      Stdev     Max   +/- Stdev
                    Latency   147.27us  107.95us   3.53ms   94.52%
                  Latency Distribution
                     50%  130.00us
                     99%  530.00us
                  53437 requests in 1.00s, 7.49MB read
                  Socket errors: connect 0, read 1, write 0, timeout 2
                  Non-2xx or 3xx responses: 5
                Requests/sec:  53402.11
                Transfer/sec:      7.48MB
                """;
        assertThat(Wrk.parse(report)).isEqualTo(new Wrk.Load(53437, 53402.11, 0.53, 8));
    }
}
