package dev.rapier.async;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * {@link Tasks} for tools outside the process, by way of JMX. Nothing registers it unasked, since JMX takes tens of milliseconds
 * to load: {@code rapier ps} lets the process make one ({@code MBeanServer.createMBean}), {@link #register} does it for JConsole
 * and exporters, and so does the property {@code rapier.jmx=true}. Needs the module {@code java.management}.
 */
public final class TasksMonitor implements TasksMXBean {
    /** The name under which it is registered. */
    public static final String NAME = "dev.rapier.async:type=Tasks";

    /** For JMX, which makes its beans without arguments. */
    public TasksMonitor() {}

    /**
     * Registers one with the platform's MBean server; does nothing where there is one.
     *
     * @throws IllegalStateException if JMX refuses it
     */
    public static void register() {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(new TasksMonitor(), new ObjectName(NAME));
        } catch (InstanceAlreadyExistsException e) {
            return; // by rapier ps or an earlier call
        } catch (JMException e) {
            throw new IllegalStateException("the MBean " + NAME + " can't be registered", e);
        }
    }

    @Override
    public String getTree() {
        return Tasks.tree().toString();
    }

    @Override
    public Map<String, Long> getCounts() {
        return Tasks.tree().counts().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    @Override
    public List<String> getCircles() {
        return Tasks.tree().circles();
    }

    @Override
    public String treeWithStacks() {
        return Tasks.treeWithStacks().toString();
    }

    @Override
    public String json(boolean stacks) {
        return (stacks ? Tasks.treeWithStacks() : Tasks.tree()).toJson();
    }

    @Override
    public String table() {
        return Tasks.treeWithStacks().toTable();
    }
}
