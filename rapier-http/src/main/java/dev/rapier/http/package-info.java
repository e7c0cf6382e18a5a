/** The words that server and client share: headers, media types, status codes and the annotations of a route. */
@NullMarked
package dev.rapier.http;

import org.jspecify.annotations.NullMarked;
