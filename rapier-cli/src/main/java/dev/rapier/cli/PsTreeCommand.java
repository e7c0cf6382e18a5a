package dev.rapier.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rapier pstree}: the tasks of a running process as a tree, as {@code python -m asyncio pstree} has it. */
@Command(
        name = "pstree",
        mixinStandardHelpOptions = true,
        description = "Draws the tasks of a process below the tasks and scopes that they are in.",
        footer = "Example: rapier pstree 4711 --stacks")
final class PsTreeCommand implements Callable<Integer> {
    @Mixin
    private final Look look = new Look();

    @Option(names = "--stacks", description = "Show the stack of each task, without the frames of Rapier's machinery.")
    private boolean stacks;

    @Override
    public Integer call() {
        return look.print(tasks -> {
            if (look.json()) {
                return tasks.json(stacks);
            }
            return stacks ? tasks.treeWithStacks() : tasks.getTree();
        });
    }
}
