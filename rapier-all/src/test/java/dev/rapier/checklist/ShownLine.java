package dev.rapier.checklist;

/**
 * A test that shows a line of a checklist.
 *
 * @param line the name of the line, which the test has as a tag
 * @param module the folder of the test's module
 * @param test {@code TransactionTest.anInnerOne}
 */
record ShownLine(String line, String module, String test) {
    @Override
    public String toString() {
        return module + " `" + test + "`";
    }
}
