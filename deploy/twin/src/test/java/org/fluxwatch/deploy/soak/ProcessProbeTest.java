package org.fluxwatch.deploy.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessProbeTest {
    @Test
    void readsWhatJcmdAnswers() {
        assertThat(ProcessProbe.jvm("""
                        4711:
                        Command executed successfully
                        4711:
                         garbage-first heap   total reserved 786432K, committed 65536K, used 23113K [0x00000000d0000000, ...)
                          region size 1024K, 1 young (1024K), 0 survivors (0K)
                         Metaspace       used 60123K, committed 61000K, reserved 1114112K
                        4711:
                        Native Memory Tracking:

                        Total: reserved=2793478KB, committed=226334KB
                        -                 Java Heap (reserved=786432KB, committed=65536KB)
                        """))
                .isEqualTo(Map.of("heap", 23113 * 1024.0, "native", (226334 - 65536) * 1024.0));
    }

    @Test
    void readsWhatLinuxSays() {
        assertThat(ProcessProbe.status("Name:\tjava\nVmHWM:\t 9 kB\nVmRSS:\t  226696 kB\nThreads:\t41\n"))
                .isEqualTo(Map.of("resident", 226696 * 1024.0, "threads", 41.0));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void findsThisProcess() throws Exception {
        assertThat(ProcessProbe.look(ProcessHandle.current().pid()))
                .containsKeys("heap", "resident", "descriptors", "threads", "readers");
    }

    @Test
    void countsSeriesAndFindsValuesOnAMetricsPage() {
        final MetricsPage page = MetricsPage.of("""
                # HELP a_seconds of all
                # TYPE a_seconds gauge
                a_seconds{domain="north"} 1.5567552E9
                a_seconds{domain="south"} 2.0
                a_seconds_more 7
                """);
        assertThat(page.series()).hasSize(3);
        assertThat(page.values("a_seconds")).containsExactly(1.5567552e9, 2);
    }
}
