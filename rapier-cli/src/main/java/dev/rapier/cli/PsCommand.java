package dev.rapier.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rapier ps}: the tasks of a running process as a table, as {@code python -m asyncio ps} has it. */
@Command(
        name = "ps",
        mixinStandardHelpOptions = true,
        description = "Lists the tasks of a process: name, state, what each waits for, who awaits it, where it is.",
        footer = "Example: rapier ps 4711 --watch 1")
final class PsCommand implements Callable<Integer> {
    @Mixin
    private final Look look = new Look();

    @Override
    public Integer call() {
        return look.print(tasks -> look.json() ? tasks.json(true) : tasks.table());
    }
}
