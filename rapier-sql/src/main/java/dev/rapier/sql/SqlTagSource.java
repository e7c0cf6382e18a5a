package dev.rapier.sql;

import java.util.Map;

/** Adds tags to the comments of all statements, where comments are asked for; found by {@link java.util.ServiceLoader}. See {@link SqlTags}. */
@FunctionalInterface
public interface SqlTagSource {
    /** What is to be said about the task that runs the statement; empty for nothing. Called for each statement, so it is quick. */
    Map<String, String> tags();
}
