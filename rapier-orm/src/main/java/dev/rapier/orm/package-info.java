/** The object-relational mapper: an engine, sessions, and typed queries over Hibernate ORM, with the words of SQLAlchemy. */
@NullMarked
package dev.rapier.orm;

import org.jspecify.annotations.NullMarked;
