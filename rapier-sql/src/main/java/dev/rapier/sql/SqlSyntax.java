package dev.rapier.sql;

/**
 * How a database's own lexer reads a statement, as far as it matters for finding parameters.
 *
 * @param backslashes whether a backslash escapes inside every string, rather than in {@code E'..'} only
 * @param dollarQuotes whether {@code $tag$ .. $tag$} is a string
 * @param nestedComments whether a comment may hold another
 * @param hashComments whether {@code #} begins a comment, and {@code --} only before a blank
 * @param brackets whether {@code [name]} is a quoted name
 * @param questionOperators whether {@code ?} is an operator, which JDBC wants doubled
 * @param arrays whether a list is an array, rather than one parameter for each element
 */
record SqlSyntax(
        boolean backslashes,
        boolean dollarQuotes,
        boolean nestedComments,
        boolean hashComments,
        boolean brackets,
        boolean questionOperators,
        boolean arrays) {
    /** PostgreSQL documentation, 4.1 Lexical Structure. */
    static final SqlSyntax POSTGRES = new SqlSyntax(false, true, true, false, false, true, true);

    /** MySQL Reference Manual, 11 Language Structure; MariaDB's is the same. */
    static final SqlSyntax MYSQL = new SqlSyntax(true, false, false, true, false, false, false);

    /** SQLite, "SQL As Understood By SQLite". */
    static final SqlSyntax SQLITE = new SqlSyntax(false, false, false, false, true, false, false);

    /** H2, "SQL Grammar"; it has PostgreSQL's dollar quotes and comments. */
    static final SqlSyntax H2 = new SqlSyntax(false, true, true, false, false, false, false);
}
