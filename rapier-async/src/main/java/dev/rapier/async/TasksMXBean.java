package dev.rapier.async;

import java.util.List;
import java.util.Map;

/** The tasks of a process for tools outside of it, under the name {@link TasksMonitor#NAME}. */
public interface TasksMXBean {
    /** The tree of all tasks, drawn for people. See {@link Tasks#tree()}. */
    String getTree();

    /** How many tasks are in each state, by the names of {@link TaskState}. */
    Map<String, Long> getCounts();

    /** The circles of tasks that wait for each other. See {@link TaskTree#circles()}. */
    List<String> getCircles();

    /** The tree drawn for people, each task with its stack. */
    String treeWithStacks();

    /** The tree as JSON. See {@link TaskTree#toJson()}. */
    String json(boolean stacks);

    /** The tasks as a table for people, each with where it is. See {@link TaskTree#toTable()}. */
    String table();
}
