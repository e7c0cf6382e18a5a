package dev.rapier.web.docs;

import dev.rapier.web.Handler;

/**
 * A built-in page, for GET and HEAD.
 *
 * @param path a path template
 */
public record ApiPage(String path, Handler handler) {}
