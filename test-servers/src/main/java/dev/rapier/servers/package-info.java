/** Servers that the tests of several modules run on; nothing for users. */
@org.jspecify.annotations.NullMarked
package dev.rapier.servers;
