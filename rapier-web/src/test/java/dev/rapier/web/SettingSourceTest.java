package dev.rapier.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingSourceTest {
    private final AppSettings settings = new AppSettings();

    private void apply(Map<String, String> properties, Map<String, String> environment) {
        SettingSource.apply(settings, properties::get, environment::get);
    }

    @Test
    void thePropertyGoesBeforeTheEnvironmentAndBothBeforeTheProgram() {
        settings.port(9000).host("0.0.0.0");

        apply(Map.of("rapier.port", "8080"), Map.of("RAPIER_PORT", "7070", "RAPIER_HOST", "127.0.0.2"));

        assertThat(settings.engine().port()).isEqualTo(8080);
        assertThat(settings.engine().host()).isEqualTo("127.0.0.2");
    }

    @Test
    void everyLimitHasAName() {
        apply(
                Map.of("rapier.max-body-bytes", "1000", "rapier.in-flight-max", "16", "rapier.grace-time", "5000"),
                Map.of("RAPIER_IDLE_TIMEOUT", "1500"));

        assertThat(settings.engine().maxBodyBytes()).isEqualTo(1000);
        assertThat(settings.inFlightMin()).isEqualTo(16);
        assertThat(settings.inFlightMax()).isEqualTo(16);
        assertThat(settings.graceTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.engine().idleTimeout()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void whatIsNoNumberNamesItsSource() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apply(Map.of("rapier.port", "http"), Map.of()))
                .withMessageContaining("'http' in the system property rapier.port");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apply(Map.of(), Map.of("RAPIER_MAX_BODY_BYTES", "-1")))
                .withMessageContaining("'-1' in the environment variable RAPIER_MAX_BODY_BYTES");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> apply(Map.of("rapier.port", "70000"), Map.of()))
                .withMessage("Port 70000 is not between 0 and 65535, as the system property rapier.port asks");
    }

    @Test
    void theDefaultsAreShownByName() {
        assertThat(settings.toString())
                .contains("host=127.0.0.1 port=8000 ")
                .contains("max-body-bytes=2097152")
                .contains("in-flight-min=32 in-flight-max=1024")
                .contains("queue-time=1000ms request-time=0ms read-deadlines=false grace-time=30000ms");
    }
}
