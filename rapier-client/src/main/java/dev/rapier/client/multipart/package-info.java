/** Bodies of several parts, as forms with files have them. */
@NullMarked
package dev.rapier.client.multipart;

import org.jspecify.annotations.NullMarked;
