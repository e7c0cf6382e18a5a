package dev.rapier.cli;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The processes of this machine that have run tasks of Rapier and let this user attach. */
final class LivePrograms {
    private LivePrograms() {}

    /** A line for each, process number and program, or a sentence that there is none. */
    static String list() {
        String own = Long.toString(ProcessHandle.current().pid());
        List<VirtualMachineDescriptor> found = VirtualMachine.list().stream()
                .filter(machine -> !machine.id().equals(own) && runsRapier(machine))
                .toList();
        return found.isEmpty()
                ? "No process of this user runs Rapier"
                : found.stream()
                        .map(machine -> "%8s  %s".formatted(machine.id(), machine.displayName()))
                        .collect(Collectors.joining("\n", "     PID  PROGRAM\n", ""));
    }

    private static boolean runsRapier(VirtualMachineDescriptor machine) {
        try {
            VirtualMachine attached = VirtualMachine.attach(machine);
            try {
                return attached.getSystemProperties().containsKey("rapier.tasks");
            } finally {
                LiveProgram.detach(attached);
            }
        } catch (AttachNotSupportedException | IOException e) {
            return false; // it ended meanwhile, or is not ours to look at
        }
    }
}
