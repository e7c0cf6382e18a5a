package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** D21 for the databases beside PostgreSQL: each has strings, names and comments of its own. */
class OtherSyntaxesTest {
    private static ParsedSql mysql(String sql) {
        return SqlTokenizer.parse(sql, SqlSyntax.MYSQL);
    }

    private static ParsedSql sqlite(String sql) {
        return SqlTokenizer.parse(sql, SqlSyntax.SQLITE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'it\\'s :a'",
                "SELECT \"it\\\"s :a\"",
                "SELECT \"it\"\"s :a\"",
                "SELECT `:a`",
                "SELECT 1 # :a",
                "SELECT 1 -- :a",
                "SELECT 1 /* /* :a */",
                "SELECT @a := 1"
            })
    void mySqlHasBackslashesAndHashes(String sql) {
        assertThat(mysql(sql).names()).isEmpty();
        assertThat(mysql(sql).plain()).isEqualTo(sql);
    }

    @Test
    void mySqlTakesTwoDashesWithoutABlankForMinusMinus() {
        assertThat(mysql("SELECT 5--:a").plain()).isEqualTo("SELECT 5--?");
        assertThat(mysql("SELECT $$ :a $$").names()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT [:a]", "SELECT 'a\\'", "SELECT \":a\"", "SELECT 1 --:a", "SELECT 1 /* /* :a */"})
    void sqliteHasBracketsAndNoBackslashes(String sql) {
        assertThat(sqlite(sql).names()).isEmpty();
    }

    @Test
    void sqliteKnowsNoArraySlicesButAlsoNoParameterBehindAName() {
        assertThat(sqlite("SELECT 'a\\' || :b").plain()).isEqualTo("SELECT 'a\\' || ?");
        assertThat(SqlTokenizer.parse("SELECT $$ :a $$, :b", SqlSyntax.H2).names())
                .containsExactly("b");
    }

    @Test
    void listsBecomeOneParameterForEachElement() {
        var in = sqlite("SELECT * FROM t WHERE id IN (:ids) AND x NOT IN ( :xs ) AND y = :y");
        assertThat(in.jdbc(Map.of("ids", List.of(1, 2, 3), "xs", new Object[] {4}, "y", 1)))
                .isEqualTo("SELECT * FROM t WHERE id IN (?, ?, ?) AND x NOT IN ( ? ) AND y = ?");
        assertThat(in.jdbc(Map.of("ids", List.of(), "xs", 4, "y", 1)))
                .isEqualTo("SELECT * FROM t WHERE id IN (SELECT NULL WHERE 1 = 0) AND x NOT IN ( ? ) AND y = ?");
    }

    @Test
    void questionMarksAreNoParameters() {
        assertThatThrownBy(() -> sqlite("SELECT * FROM t WHERE id = ?"))
                .isInstanceOf(BadParameters.class)
                .hasMessageContaining(":name");
        assertThat(sqlite("SELECT '?'").plain()).isEqualTo("SELECT '?'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "SELECT 1|READ",
                "(SELECT 1) UNION (SELECT 2)|READ",
                "/* INSERT */ select 'UPDATE'|READ",
                "WITH a AS (SELECT 1) SELECT * FROM a|READ",
                "PRAGMA user_version|READ",
                "INSERT INTO t VALUES (1)|INSERT",
                "replace into t values (1)|INSERT",
                "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a|WRITE",
                "SELECT id FROM FINAL TABLE (INSERT INTO t VALUES (1))|WRITE",
                "update t set a = 1|WRITE",
                "CREATE TABLE t (a int)|WRITE"
            })
    void whatAStatementDoesIsReadFromItsWords(String sql, StatementKind kind) {
        assertThat(SqlTokenizer.parse(sql, SqlSyntax.H2).kind()).isEqualTo(kind);
    }
}
