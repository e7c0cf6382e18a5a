package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands before the paths of all methods of a class or interface.
 *
 * {@snippet :
 * @PathPrefix("/users")
 * interface Users {
 *     @Get("/{user_id}")
 *     User user(int userId);          // GET /users/{user_id}
 * }
 * }
 *
 * <p>It counts for the methods that the annotated type itself declares, not for those of its supertypes.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PathPrefix {
    /** A template that begins and does not end with a slash; names in it bind parameters of the methods. */
    String value();
}
