package dev.rapier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderListTest {
    @Test
    void namesCompareWithoutRegardToCase() {
        HeaderList headers = HeaderList.of("Content-Type", "text/csv");

        assertThat(headers.first("content-type")).contains("text/csv");
        assertThat(headers.contains("CONTENT-TYPE")).isTrue();
    }

    @Test
    void aNameMayOccurMoreThanOnceInOrder() {
        HeaderList headers = HeaderList.of("a", "1").add("b", "x").add("A", "2,3");

        assertThat(headers.all("a")).containsExactly("1", "2,3");
        assertThat(headers.first("a")).contains("1");
        assertThat(headers.size()).isEqualTo(3);
    }

    @Test
    void setTakesThePlaceOfAllOthersOfTheName() {
        HeaderList headers = HeaderList.of("a", "1").add("b", "x").add("A", "2");

        headers.set("a", "3").set("c", "new").setIfAbsent("b", "not");

        var lines = new ArrayList<String>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        assertThat(lines).containsExactly("a: 3", "b: x", "c: new");
    }

    @Test
    void removeTakesAllOfTheName() {
        HeaderList headers = HeaderList.of("a", "1").add("b", "x").add("A", "2").remove("a");

        assertThat(headers.all("a")).isEmpty();
        assertThat(headers.size()).isEqualTo(1);
    }

    @Test
    void aCopyIsItsOwn() {
        HeaderList headers = HeaderList.of("a", "1");

        HeaderList.copyOf(headers).add("b", "2");

        assertThat(headers.contains("b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nb", "a\0b", "a\u007fb", "a\u001bb", "\u20ac"})
    void aValueThatCouldLeaveItsLineIsRefusedAndNotRepeated(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderList.create().add("x-name", value))
                .withMessageContaining("x-name")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(value));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderList.create().set("x-name", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "é", "a\0"})
    void aNameThatIsNoTokenIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> HeaderList.of(name, "value"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\tb", "café", "!\"#"})
    void ordinaryValuesAreAccepted(String value) {
        assertThat(HeaderList.of("x", value).first("X")).contains(value);
    }

    @Test
    void theTextShowsNamesOnly() {
        assertThat(HeaderList.of("authorization", "Bearer secret")).hasToString("[authorization]");
    }
}
