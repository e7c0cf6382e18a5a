/** Coroutines, tasks, groups, cancel scopes, generators and resources on virtual threads. Depends on the JDK alone. */
@org.jspecify.annotations.NullMarked
module dev.rapier.async {
    requires static org.jspecify;
    requires static java.management; // for TasksMonitor, which is used only when asked for

    exports dev.rapier.async;

    uses dev.rapier.async.ContextBridge;
}
