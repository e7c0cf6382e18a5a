/** The transport on OkHttp: one request out, one response in; all else is done above it. */
@NullMarked
package dev.rapier.client.okhttp;

import org.jspecify.annotations.NullMarked;
