package dev.rapier.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method the handler of GET requests of a path.
 *
 * {@snippet :
 * @Get("/users/{user_id}")
 * User user(int userId) { return users.find(userId); }
 * }
 *
 * <p>A name in braces binds the parameter of that name, written in snake or in camel case. HEAD is not implied.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Get {
    /** The path template, beginning with a slash: {@code /users/{user_id}}, {@code /files/{file_path:path}}. */
    String value();
}
