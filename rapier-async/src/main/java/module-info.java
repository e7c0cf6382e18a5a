/** Coroutines, tasks, groups, cancel scopes, generators and resources on virtual threads. Depends on the JDK alone. */
@org.jspecify.annotations.NullMarked
module dev.rapier.async {
    requires static org.jspecify;

    exports dev.rapier.async;

    uses dev.rapier.async.ContextBridge;
}
