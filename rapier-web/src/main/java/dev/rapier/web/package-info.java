/** The application: routes, handlers, requests, responses, start and stop. */
@NullMarked
package dev.rapier.web;

import org.jspecify.annotations.NullMarked;
