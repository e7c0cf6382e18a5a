/** The connection that Hibernate sees: taken late, cancelled by the task's scope, cleaned up in a shield, echoed when asked for. */
@NullMarked
package dev.rapier.orm.jdbc;

import org.jspecify.annotations.NullMarked;
