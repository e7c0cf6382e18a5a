package dev.rapier.async;

import org.jspecify.annotations.Nullable;

/**
 * What a scope is, together with where it was made: in debug mode only, else a scope has the words alone.
 *
 * @param what the words for people
 * @param site where it was made; null where that is not known
 */
record Made(String what, @Nullable Site site) {
    @Override
    public String toString() {
        return what;
    }
}
