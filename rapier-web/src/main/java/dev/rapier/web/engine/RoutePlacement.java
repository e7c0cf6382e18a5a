package dev.rapier.web.engine;

/**
 * Where the handler of a route begins to run, and what that was decided by.
 *
 * @param route the route
 * @param onLoop whether the handler begins on the I/O thread that read its request, rather than on another thread
 * @param slices first slices measured: the time from a handler's start to its end or its first wait
 * @param slowSlices how many of them took too long for an I/O thread
 */
public record RoutePlacement(Route route, boolean onLoop, long slices, long slowSlices) {}
