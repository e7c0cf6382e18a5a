package dev.rapier.bench.server;

/** The small JSON object. */
record Message(String message) {}
