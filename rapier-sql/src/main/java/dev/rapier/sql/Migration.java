package dev.rapier.sql;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A migration and where it stands; see {@link Migrations#status}.
 *
 * @param version {@code 2} of {@code V2__posts.sql}; empty for one that is repeated when its file changes, {@code R__views.sql}
 * @param description the words of the file's name
 * @param file the file, below its location
 * @param state where it stands
 * @param checksum of the file; where the file is gone, that which was applied. Ends of lines do not count
 * @param appliedChecksum of what was applied; empty if it was not
 * @param appliedAt when it was applied; empty if it was not
 * @param appliedBy the user of the database who did; empty if it was not
 * @param took how long that took; empty if it was not applied
 */
public record Migration(
        Optional<String> version,
        String description,
        String file,
        MigrationState state,
        Optional<Integer> checksum,
        Optional<Integer> appliedChecksum,
        Optional<Instant> appliedAt,
        Optional<String> appliedBy,
        Optional<Duration> took) {

    /** The version, or the description where there is none. */
    String name() {
        return version.orElse(description);
    }

    /** What is wrong with it and what to do; for states that are not fine. */
    String complaint() {
        return switch (state) {
            case CHANGED ->
                file + " was changed after it was applied (checksum " + appliedChecksum.orElse(0) + " then, "
                        + checksum.orElse(0) + " now): put it back and write another migration, or repair";
            case MISSING -> file + " was applied, but is not there any more: put it back, or repair";
            case FAILED -> file + " failed and may have left half of its work: see to that, then repair";
            case LATE ->
                file + " was not applied, although one with a higher version was: give it a version that comes last";
            case PENDING -> file + " is not applied yet";
            case APPLIED, NEWER, BASELINE -> file + " is " + state;
        };
    }
}
