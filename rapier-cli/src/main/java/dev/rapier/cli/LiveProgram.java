package dev.rapier.cli;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import dev.rapier.async.TasksMXBean;
import dev.rapier.async.TasksMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/**
 * Another process that runs Rapier, seen from outside: attaching to its JVM makes that open a connection for this machine alone, over
 * which it is asked for its tasks. It needs no preparation.
 */
final class LiveProgram implements AutoCloseable {
    private final JMXConnector connector;
    private final TasksMXBean tasks;

    private LiveProgram(JMXConnector connector, TasksMXBean tasks) {
        this.connector = connector;
        this.tasks = tasks;
    }

    /**
     * Attaches to a process of this machine.
     *
     * @throws LookFailure if there is none, it is no JVM, belongs to another user, refuses it, or has no Rapier in it
     */
    @SuppressWarnings(
            "BanJNDI") // the address is not looked up: it comes from the very process, which this user or root may
    // attach to
    static LiveProgram of(long pid) throws LookFailure {
        JMXServiceURL address = addressOf(pid);
        JMXConnector connector = null;
        boolean done = false;
        try {
            connector = JMXConnectorFactory.connect(address);
            var program = new LiveProgram(connector, tasks(pid, connector.getMBeanServerConnection()));
            done = true;
            return program;
        } catch (IOException e) {
            throw new LookFailure("Process " + pid + " does not answer: " + e.getMessage(), e);
        } finally {
            if (!done && connector != null) {
                close(connector);
            }
        }
    }

    private static JMXServiceURL addressOf(long pid) throws LookFailure {
        VirtualMachine machine = attach(pid);
        try {
            return new JMXServiceURL(machine.startLocalManagementAgent());
        } catch (IOException e) {
            throw new LookFailure(
                    "Process " + pid + " does not open a connection for its management: " + e.getMessage(), e);
        } finally {
            detach(machine);
        }
    }

    private static VirtualMachine attach(long pid) throws LookFailure {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow(() -> new LookFailure("There is no process " + pid));
        if (pid == ProcessHandle.current().pid()) {
            throw new LookFailure("Process " + pid + " is this very command");
        }
        if (!isListed(pid) && !hasJvmMapped(pid)) {
            throw noJvm(pid, null); // a signal tells a JVM to listen, and would end others
        }
        try {
            return VirtualMachine.attach(Long.toString(pid));
        } catch (AttachNotSupportedException | IOException e) {
            throw refused(process, e);
        }
    }

    /** Whether the library of the JVM is mapped; true where that can't be told but the JDK looks at the signal first: on Linux. */
    private static boolean hasJvmMapped(long pid) {
        Path maps = Path.of("/proc", Long.toString(pid), "maps");
        try (Stream<String> lines = Files.lines(maps)) {
            return lines.anyMatch(line -> line.endsWith("/libjvm.so"));
        } catch (IOException | UncheckedIOException e) {
            return Files.exists(maps);
        }
    }

    /** Whether it tells of itself that it is Java; {@code -XX:-UsePerfData} and containers keep some from it. */
    private static boolean isListed(long pid) {
        return VirtualMachine.list().stream().map(VirtualMachineDescriptor::id).anyMatch(Long.toString(pid)::equals);
    }

    private static LookFailure refused(ProcessHandle process, Exception e) {
        long pid = process.pid();
        Optional<String> owner = process.info().user();
        String me = System.getProperty("user.name");
        if (owner.isPresent() && !owner.get().equals(me)) {
            return new LookFailure(
                    "Process " + pid + " belongs to " + owner.get() + "; look at it as that user, not as " + me, e);
        }
        String why = String.valueOf(e.getMessage());
        if (why.contains("does not support the attach mechanism")) {
            return new LookFailure(
                    "Process " + pid + " lets no tool attach: it runs with -XX:+DisableAttachMechanism", e);
        }
        return isListed(pid) ? new LookFailure("Process " + pid + " can't be attached to: " + why, e) : noJvm(pid, e);
    }

    /** Without the words of the JDK, which repeat the command line of the process, with what is secret in it. */
    private static LookFailure noJvm(long pid, @Nullable Exception e) {
        String message = "Process " + pid + " is no Java process that listens";
        return e == null ? new LookFailure(message) : new LookFailure(message, e);
    }

    private static TasksMXBean tasks(long pid, MBeanServerConnection server) throws LookFailure, IOException {
        try {
            var name = new ObjectName(TasksMonitor.NAME);
            if (!server.isRegistered(name)) {
                try {
                    server.createMBean(TasksMonitor.class.getName(), name);
                } catch (InstanceAlreadyExistsException e) {
                    // another look at the same time was first
                }
            }
            return JMX.newMXBeanProxy(server, name, TasksMXBean.class);
        } catch (ReflectionException e) {
            throw new LookFailure(
                    "Process " + pid
                            + " has no Rapier on its class path or module path. Where its libraries have a class"
                            + " loader of their own, -Drapier.jmx=true lets it be looked at",
                    e);
        } catch (JMException e) {
            throw new LookFailure("Process " + pid + " can't show its tasks: " + e, e);
        }
    }

    /** Its tasks, asked for anew by each call. */
    TasksMXBean tasks() {
        return tasks;
    }

    @Override
    public void close() {
        close(connector);
    }

    private static void close(JMXConnector connector) {
        try {
            connector.close();
        } catch (IOException e) {
            log("a connection could not be closed", e); // the process ended before we did
        }
    }

    static void detach(VirtualMachine machine) {
        try {
            machine.detach();
        } catch (IOException e) {
            log("a process could not be let go", e); // it ended meanwhile
        }
    }

    private static void log(String what, IOException e) {
        System.getLogger("rapier.cli").log(System.Logger.Level.DEBUG, what, e);
    }
}
