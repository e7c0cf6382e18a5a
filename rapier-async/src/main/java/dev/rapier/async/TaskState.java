package dev.rapier.async;

/** What a task is doing. */
public enum TaskState {
    /** Its body has not begun. */
    CREATED,
    /** Its body runs, or could run if a processor were free. */
    RUNNING,
    /** It waits in a call of Rapier; {@link Task#waitingFor} says for what. */
    WAITING,
    /** It waits in code that Rapier does not know, such as a socket, a lock of the JDK or {@code Thread.sleep}. */
    BLOCKED,
    /** It has ended. */
    DONE
}
