package dev.rapier.async;

/** Says it once when children go on for long after their group was cancelled, and where they are (rule R2). Owned by the owner of the group. */
final class LateChildren implements Parking.Late {
    private final Group group;
    private long due = CancelScope.NEVER;
    private boolean reported;

    LateChildren(Group group) {
        this.group = group;
    }

    @Override
    public long nanosLeft(long now) {
        if (reported || !group.scope().isCancelled()) {
            return CancelScope.NEVER;
        }
        if (due == CancelScope.NEVER) {
            due = now + LateTask.LATE;
        }
        return Math.max(0, due - now);
    }

    @Override
    public void report() {
        reported = true;
        String reason = group.scope().reason().orElse("");
        for (ChildTask<?> child : group.children().running()) {
            CancelScope own = child.outermostOrNull();
            if (own == null || !own.ownCancelled()) { // who was cancelled alone as well has a LateTask
                Warnings.report(group.owner(), LateTask.text(child, reason));
            }
        }
    }
}
