package dev.rapier.sql;

/** Where a migration stands, the file and the history in the database compared. */
public enum MigrationState {
    /** Applied, and the file is as it was then. */
    APPLIED("applied", true),
    /** To be applied; also a repeatable one whose file changed. */
    PENDING("pending", false),
    /** Applied, but the file was changed afterwards. */
    CHANGED("changed", false),
    /** Applied, but the file is gone. */
    MISSING("missing", false),
    /** Its run failed and left an entry, on a database that can't take back the changes of a schema. */
    FAILED("failed", false),
    /** Not applied, although one with a higher version is: it came too late, by a merge perhaps. */
    LATE("late", false),
    /** Applied by a newer program than this one; that is no error, so that the older may go on during a deployment. */
    NEWER("newer", true),
    /** Taken as being there since before the history began. */
    BASELINE("baseline", true);

    private final String word;
    private final boolean fine;

    MigrationState(String word, boolean fine) {
        this.word = word;
        this.fine = fine;
    }

    /** Whether there is nothing to do about it. */
    boolean isFine() {
        return fine;
    }

    /** The word for people, such as {@code pending}. */
    @Override
    public String toString() {
        return word;
    }
}
