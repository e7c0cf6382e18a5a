package dev.rapier.web;

import dev.rapier.async.Action;

/** Something that begins before the port opens and ends after the last request. */
@FunctionalInterface
interface LifespanPart {
    /** Begins, runs the inside, ends. What it throws before it runs the inside is a failed start. */
    void around(Action inside) throws Exception;
}
