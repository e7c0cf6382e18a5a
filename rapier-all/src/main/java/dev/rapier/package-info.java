/** What joins the modules: nothing a program has to know. */
@NullMarked
package dev.rapier;

import org.jspecify.annotations.NullMarked;
