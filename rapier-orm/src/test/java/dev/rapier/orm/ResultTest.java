package dev.rapier.orm;

import static dev.rapier.orm.Select.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a query's result says of none, one and many: S30. */
class ResultTest {
    @BeforeEach
    void twoUsers() {
        Shop.empty();
        Shop.saved("ann");
        Shop.saved("bob");
    }

    private static Result<User> found(String name) {
        try (var session = Shop.SESSIONS.open()) {
            return session.execute(
                    select(User.class).where(User.USERNAME.like(name)).orderBy(User.USERNAME));
        }
    }

    @Test
    @Tag("S30")
    void scalarOneOrNoneIsEmptyOneOrAnError() {
        assertThat(found("nobody").scalarOneOrNone()).isEmpty();
        assertThat(found("ann").scalarOneOrNone())
                .get()
                .extracting(user -> user.username)
                .isEqualTo("ann");
        assertThatThrownBy(() -> found("%").scalarOneOrNone())
                .isInstanceOf(MultipleResultsFound.class)
                .hasMessage("select(User) found 2 rows, where at most one was asked for");
    }

    @Test
    @Tag("S30")
    void scalarOneNeedsExactlyOne() {
        assertThat(found("ann").scalarOne().username).isEqualTo("ann");
        assertThatThrownBy(() -> found("nobody").scalarOne())
                .isInstanceOf(NoResultFound.class)
                .hasMessage("select(User) found no row, where one was asked for");
        assertThatThrownBy(() -> found("%").one()).isInstanceOf(MultipleResultsFound.class);
    }

    @Test
    @Tag("S30")
    void firstTakesOneOfMany() {
        assertThat(found("%").first()).get().extracting(user -> user.username).isEqualTo("ann");
        assertThat(found("nobody").first()).isEmpty();
    }

    @Test
    void scalarsGiveAllOfThem() {
        assertThat(found("%").scalars().all()).hasSize(2);
        assertThat(found("%").all()).extracting(user -> user.username).containsExactly("ann", "bob");
    }
}
