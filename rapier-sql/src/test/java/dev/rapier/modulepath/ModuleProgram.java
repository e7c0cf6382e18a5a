package dev.rapier.modulepath;

import dev.rapier.sql.Database;
import dev.rapier.sql.Migrations;

/** A program that finds Rapier and its libraries on the module path; started by {@link ModulePathTest}. */
final class ModuleProgram {
    private ModuleProgram() {}

    public static void main(String[] arguments) {
        try (var db = Database.of("postgresql+embedded://").connect()) {
            var applied = Migrations.of("classpath:db/migration").apply(db);
            db.execute("INSERT INTO users (name) VALUES ('ann')");
            System.out.println(Database.class.getModule().getName() + " " + applied + " "
                    + db.fetchAll(User.class, "SELECT * FROM users"));
        }
    }

    record User(int id, String name) {}
}
