package dev.rapier.tour.lesson;

import dev.rapier.client.Client;
import dev.rapier.sql.Database;

/** The lessons without the database and the server that some of them ask. */
final class Disconnected {
    private Disconnected() {}

    static Lessons lessons() {
        var database = Database.of("postgresql://nobody@127.0.0.1:9/none");
        return Lessons.of(database, new OwnServer(Client.of(), () -> "http://127.0.0.1:9"));
    }
}
