package dev.rapier.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationFileTest {
    @TempDir
    Path folder;

    @Test
    void hasTheNextNumber() throws Exception {
        var migrations = folder.resolve("migrations");
        assertThat(Migrations.create(migrations, "Users & posts")).hasFileName("V1__users_posts.sql");
        Files.createFile(migrations.resolve("V9.5__tags.sql"));
        Files.createFile(migrations.resolve("R__views.sql"));
        assertThat(Migrations.create(migrations, "add email"))
                .hasFileName("V10__add_email.sql")
                .content()
                .startsWith("-- add email\n");
    }

    @Test
    void keepsLeadingZeros() throws Exception {
        Files.createFile(folder.resolve("V009__tags.sql"));
        assertThat(Migrations.create(folder, "x")).hasFileName("V010__x.sql");
    }

    @Test
    void hasAName() {
        assertThatThrownBy(() -> Migrations.create(folder, " - "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A migration has a name of letters and digits, not ' - '");
    }

    @Test
    void canBeAppliedAsItIs() throws Exception {
        Migrations.create(folder, "nothing yet");
        try (var db = Databases.fresh()) {
            assertThat(Migrations.in(folder).apply(db)).containsExactly("1");
        }
    }
}
