package dev.rapier.bench.sql;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A row of {@code world}, as an entity. */
@Entity
public class World {
    static final int COUNT = 10_000;

    @Id
    Integer id = 0;

    Integer randomNumber = 0;

    World() {}
}
