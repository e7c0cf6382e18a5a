package dev.rapier.bench.sql;

/** A row of {@code world}. */
record WorldRow(int id, int randomNumber) {}
