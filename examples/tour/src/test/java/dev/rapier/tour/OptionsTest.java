package dev.rapier.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void withoutArgumentsTheTourServesPort8000OfTheLoopbackWithItsOwnDatabaseAndUpstream() {
        var options = Options.parse(List.of());
        assertThat(options.port()).isEqualTo(8000);
        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.database()).isEmpty();
        assertThat(options.data()).isEmpty();
        assertThat(options.upstream()).isEmpty();
        assertThat(options.lessons()).isFalse();
    }

    @Test
    void aValueStandsBehindABlankOrAnEqualsSign() {
        var options =
                Options.parse(List.of("--port", "0", "--host=::1", "--data", "d", "--upstream=https://a.example/"));
        assertThat(options.port()).isZero();
        assertThat(options.host()).isEqualTo("::1");
        assertThat(options.data()).contains(Path.of("d"));
        assertThat(options.upstream()).contains(URI.create("https://a.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://u:p@h/db", "postgres://h/db", "postgresql+asyncpg://u:p@h:5432/db"})
    void aDatabaseIsAPostgresqlUrl(String url) {
        assertThat(Options.parse(List.of("--database", url)).database()).contains(url);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port|--port needs a value",
                "--port --host x|--port needs a value",
                "--port 65536|--port is a number from 0 to 65535, not '65536'",
                "--port x|--port is a number from 0 to 65535, not 'x'",
                "--upstream ftp://x|--upstream is a URL like https://api.github.com, not 'ftp://x'",
                "--database oracle://x|--database is a URL like postgresql://user:password@host/db",
                "--database postgresql://h/d --data d|give one of the two",
                "--lessons=yes|--lessons takes no value",
                "--colour|unknown option --colour",
                "serve|unknown option serve",
            })
    void whatMakesNoSenseIsRefusedWithTheReason(String line, String reason) {
        assertThatThrownBy(() -> Options.parse(List.of(line.split(" "))))
                .isInstanceOf(BadUsage.class)
                .hasMessageContaining(reason);
    }

    @Test
    void aPasswordIsNeverRepeatedInAMessage() {
        assertThatThrownBy(() -> Options.parse(List.of("--database", "oracle://u:secret@h/db")))
                .hasMessageNotContaining("secret");
    }
}
