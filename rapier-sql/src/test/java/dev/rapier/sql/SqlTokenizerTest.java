package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D21: parameters are found where PostgreSQL's lexer would allow one, and nowhere else. */
class SqlTokenizerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT :id|SELECT ?",
                "SELECT :a, :b|SELECT ?, ?",
                "SELECT :a::int|SELECT ?::int",
                "SELECT (:a)|SELECT (?)",
                "a=:a AND b=:a|a=? AND b=?",
                "SELECT :snake_case1|SELECT ?",
                "VALUES (:a,:b)|VALUES (?,?)",
                "SELECT \\:a|SELECT :a"
            })
    void namesBecomeQuestionMarks(String sql, String jdbc) {
        assertThat(SqlTokenizer.parse(sql, SqlSyntax.POSTGRES).plain()).isEqualTo(jdbc);
    }

    @Test
    void questionMarkOperatorsAreLeftToTheServer() {
        assertThat(SqlTokenizer.parse("SELECT data ?| :keys AND data ?& :keys", SqlSyntax.POSTGRES)
                        .plain())
                .isEqualTo("SELECT data ??| ? AND data ??& ?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ':a'",
                "SELECT 'it''s :a'",
                "SELECT E'it\\'s :a'",
                "SELECT \":a\"",
                "SELECT 1 -- :a",
                "SELECT 1 -- :a\n + 1",
                "SELECT 1 /* :a /* :b */ :c */",
                "SELECT $$ :a $$",
                "SELECT $tag$ :a $$ :b $tag$",
                "SELECT '12:30'::time",
                "SELECT a[1:2]",
                "SELECT a[i:j]",
                "SELECT x := 1",
                "SELECT 1:",
                "SELECT ':a",
                "SELECT /* :a",
                "SELECT $x$ :a",
                "SELECT 'a\\' || ' :b'"
            })
    @Tag("D21")
    void quotedCommentedAndCastColonsAreLeftAlone(String sql) {
        assertThat(SqlTokenizer.parse(sql, SqlSyntax.POSTGRES).names()).isEmpty();
        assertThat(SqlTokenizer.parse(sql, SqlSyntax.POSTGRES).plain()).isEqualTo(sql);
    }

    @Test
    void dollarsInNamesBeginNoQuote() {
        assertThat(SqlTokenizer.parse("SELECT a$b, :c, d$b", SqlSyntax.POSTGRES).names())
                .containsExactly("c");
        assertThat(SqlTokenizer.parse("SELECT $1, :c", SqlSyntax.POSTGRES).names())
                .containsExactly("c");
    }

    @Test
    void listsBecomeOneArray() {
        var in = SqlTokenizer.parse(
                "SELECT * FROM t WHERE id IN (:ids) AND x NOT IN ( :xs ) AND y = :y", SqlSyntax.POSTGRES);
        assertThat(in.jdbc(Map.of("ids", List.of(1), "xs", List.of(), "y", 2)).replaceAll(" +", " "))
                .isEqualTo("SELECT * FROM t WHERE id = ANY (?) AND x <> ALL (? ) AND y = ?");
        assertThat(in.jdbc(Map.of("ids", 1, "xs", 2, "y", 2))).isEqualTo(in.plain());
        assertThat(SqlTokenizer.parse("SELECT MIN (:x)", SqlSyntax.POSTGRES).jdbc(Map.of("x", List.of(1))))
                .isEqualTo("SELECT MIN (?)");
    }

    @Test
    @Tag("D21")
    void missingAndUnknownValuesAreNamed() {
        var sql = SqlTokenizer.parse("SELECT :a, :b", SqlSyntax.POSTGRES);
        assertThatThrownBy(() -> Values.check(sql, Map.of("a", 1)))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining("No value for :b");
        assertThatThrownBy(() -> Values.check(sql, Map.of("a", 1, "b", 2, "c", 3)))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining("no parameter :c");
    }
}
