package dev.rapier.web.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;

class JsonEncoderTest {
    record User(int id, String username, @Nullable String email) {}

    enum Colour {
        RED {
            @Override
            public String toString() {
                return "a colour";
            }
        }
    }

    static class Account {
        public String getName() {
            return "ada";
        }
    }

    static final class AccountWithPassword extends Account {
        public String getPassword() {
            return "secret";
        }
    }

    static final class Opaque {
        String hidden = "x";
    }

    @Test
    void aRecordIsCompactInTheOrderOfItsComponents() {
        assertThat(json(new User(7, "ada", null))).isEqualTo("{\"id\":7,\"username\":\"ada\",\"email\":null}");
    }

    @Test
    void textIsNotEscapedBeyondWhatJsonAsksFor() {
        assertThat(json("hé/\u2028\"\n\u0001😀")).isEqualTo("\"hé/\u2028\\\"\\n\\u0001😀\"");
    }

    @Test
    void nullIsNull() {
        assertThat(json(null)).isEqualTo("null");
    }

    @Test
    void numbersAreAsPydanticWritesThem() {
        assertThat(json(List.of(1, 1.5, 2.0, Double.NaN, Double.POSITIVE_INFINITY, new BigDecimal("1.50"))))
                .isEqualTo("[1,1.5,2.0,null,null,\"1.50\"]");
        assertThat(json(Float.NaN)).isEqualTo("null");
        assertThat(json(new double[] {1.5})).isEqualTo("[1.5]");
    }

    @Test
    void timesAreIso8601() {
        assertThat(json(Arrays.asList(
                        Instant.parse("2026-01-02T03:04:05Z"),
                        OffsetDateTime.parse("2026-01-02T03:04:05+02:00"),
                        LocalDateTime.parse("2026-01-02T03:04:05"),
                        LocalDate.parse("2026-01-02"))))
                .isEqualTo(
                        "[\"2026-01-02T03:04:05Z\",\"2026-01-02T03:04:05+02:00\",\"2026-01-02T03:04:05\",\"2026-01-02\"]");
    }

    @ParameterizedTest
    @CsvSource({"PT24H5S, P1DT5S", "PT0S, PT0S", "PT-0.5S, -PT0.5S", "PT48H, P2D", "PT1H2M3.25S, PT1H2M3.25S"})
    void durationsCountDays(Duration value, String text) {
        assertThat(json(value)).isEqualTo('"' + text + '"');
    }

    @Test
    void anEnumIsItsName() {
        assertThat(json(Colour.RED)).isEqualTo("\"RED\"");
    }

    @Test
    void optionalsAndIdentifiersAreTheirValue() {
        UUID id = UUID.randomUUID();

        assertThat(json(List.of(Optional.of(3), Optional.empty(), id))).isEqualTo("[3,null,\"" + id + "\"]");
    }

    @Test
    void aMapKeepsItsOrder() {
        var map = new LinkedHashMap<String, Integer>();
        map.put("z", 1);
        map.put("a", 2);

        assertThat(json(map)).isEqualTo("{\"z\":1,\"a\":2}");
    }

    @Test
    void theDeclaredTypeDecidesTheProperties() {
        assertThat(new String(
                        JsonEncoder.SHARED.forType(Account.class).encode(new AccountWithPassword()),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"ada\"}");
    }

    @Test
    void anObjectThatShowsNothingIsAnErrorThatNamesItsType() {
        assertThatThrownBy(() -> json(new Opaque()))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("Opaque");
    }

    private static String json(@Nullable Object value) {
        return new String(JsonEncoder.SHARED.encode(value), StandardCharsets.UTF_8);
    }
}
