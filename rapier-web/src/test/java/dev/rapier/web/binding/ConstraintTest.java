package dev.rapier.web.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapier.http.Query;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConstraintTest {
    record Item(
            @NotNull @Size(min = 3, max = 5) String name,
            @Positive double price,
            @Size(max = 1) List<@Min(1) Integer> sizes,
            @Nullable @Size(max = 2) String note) {}

    record Account(@Email String mail, List<@NotBlank String> names) {}

    static final class Handlers {
        int range(@Min(1) @Max(5) int n) {
            return n;
        }

        String text(@Size(min = 1, max = 3) @Pattern(regexp = "[a-c]+") Optional<String> q) {
            return q.orElse("none");
        }

        Item item(Item item) {
            return item;
        }

        Object entries(@NotEmpty Map<String, Integer> entries) {
            return entries;
        }

        String mail(@Email String mail, @Query List<@Email String> others) {
            return mail;
        }

        Account account(Account account) {
            return account;
        }
    }

    private static Calls to(String method) {
        return Calls.to(new Handlers(), method, "/");
    }

    @Test
    void bounds_are_reported_as_pydantic_does() throws Exception {
        assertThat(to("range").get("n=5")).isEqualTo(5);
        assertThat(Calls.errors(() -> to("range").get("n=0")))
                .containsExactly("query.n greater_than_equal: Input should be greater than or equal to 1 <- 0");
        assertThat(Calls.errors(() -> to("range").get("n=6")))
                .containsExactly("query.n less_than_equal: Input should be less than or equal to 5 <- 6");
        assertThat(Calls.validation(() -> to("range").get("n=6"))
                        .errors()
                        .getFirst()
                        .ctx())
                .isEqualTo(Map.of("le", 5L));
    }

    @Test
    void a_number_beyond_the_java_type_is_out_of_bounds() {
        assertThat(Calls.errors(() -> to("range").get("n=99999999999999999999")))
                .containsExactly("query.n less_than_equal: Input should be less than or equal to 2147483647"
                        + " <- 99999999999999999999");
    }

    @Test
    void constraints_on_an_optional_are_those_of_its_value() throws Exception {
        assertThat(to("text").get("")).isEqualTo("none");
        assertThat(to("text").get("q=abc")).isEqualTo("abc");
        assertThat(Calls.errors(() -> to("text").get("q=")))
                .containsExactly("query.q string_too_short: String should have at least 1 character <- ");
        assertThat(Calls.errors(() -> to("text").get("q=abd")))
                .containsExactly("query.q string_pattern_mismatch: String should match pattern '[a-c]+' <- abd");
    }

    @Test
    void components_of_records_and_items_of_lists_have_constraints_too() throws Exception {
        assertThat(to("item").json("{\"name\":\"foo\",\"price\":1,\"sizes\":[1],\"note\":null}"))
                .isEqualTo(new Item("foo", 1, List.of(1), null));
        assertThat(Calls.errors(
                        () -> to("item").json("{\"name\":\"fo\",\"price\":0,\"sizes\":[1,2],\"note\":\"abc\"}")))
                .containsExactly(
                        "body.name string_too_short: String should have at least 3 characters <- fo",
                        "body.price greater_than: Input should be greater than 0 <- 0",
                        "body.sizes too_long: List should have at most 1 item after validation, not 2 <- [1, 2]",
                        "body.note string_too_long: String should have at most 2 characters <- abc");
        assertThat(Calls.errors(() -> to("item").json("{\"name\":\"foo\",\"price\":1,\"sizes\":[0]}")))
                .containsExactly("body.sizes.0 greater_than_equal: Input should be greater than or equal to 1 <- 0");
    }

    @Test
    void a_map_counts_its_entries() {
        assertThat(Calls.errors(() -> to("entries").json("{}")))
                .containsExactly(
                        "body too_short: Dictionary should have at least 1 item after validation, not 0 <- {}");
    }

    @Test
    void what_pydantic_has_no_word_for_is_checked_by_hibernate_validator() throws Exception {
        assertThat(to("mail").get("mail=a@b.co&others=c@d.ee")).isEqualTo("a@b.co");
        assertThat(Calls.errors(() -> to("mail").get("mail=x&others=c@d.ee&others=y")))
                .containsExactly(
                        "query.mail value_error: Value error, must be a well-formed email address <- x",
                        "query.others.1 value_error: Value error, must be a well-formed email address <- y");
        assertThat(Calls.errors(() -> to("account").json("{\"mail\":\"x\",\"names\":[\"a\",\" \"]}")))
                .containsExactly(
                        "body.mail value_error: Value error, must be a well-formed email address <- x",
                        "body.names.1 value_error: Value error, must not be blank <-  ");
    }
}
