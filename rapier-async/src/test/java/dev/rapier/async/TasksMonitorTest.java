package dev.rapier.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

class TasksMonitorTest {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    @Test
    void aToolOutsideLetsTheProcessMakeTheBean() throws Exception {
        var name = new ObjectName("dev.rapier.async:type=Tasks,test=made");
        server.createMBean("dev.rapier.async.TasksMonitor", name);
        TasksMXBean tasks = JMX.newMXBeanProxy(server, name, TasksMXBean.class);
        Async.run(() -> {
            assertThat(tasks.getTree()).contains("#" + ((Strand<?>) Task.current()).number() + ", running");
            assertThat(tasks.treeWithStacks()).contains("at dev.rapier.async.TasksMonitorTest");
            assertThat(tasks.json(false)).startsWith("{\"roots\":[");
            assertThat(tasks.json(true)).contains("\"stack\":");
            assertThat(tasks.table()).startsWith("ID ");
            assertThat(tasks.getCounts().get("RUNNING")).isPositive();
            assertThat(tasks.getCircles()).isEmpty();
        });
        server.unregisterMBean(name);
    }

    @Test
    void registeringItTwiceIsRegisteringItOnce() throws Exception {
        TasksMonitor.register();
        TasksMonitor.register();
        var name = new ObjectName(TasksMonitor.NAME);
        assertThat(server.isRegistered(name)).isTrue();
        server.unregisterMBean(name);
    }
}
