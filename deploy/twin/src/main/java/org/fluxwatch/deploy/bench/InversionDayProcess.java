package org.fluxwatch.deploy.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.fluxwatch.assimilate.inversion.system.InversionState;
import org.fluxwatch.assimilate.inversion.system.InversionSystem;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.port.DayResult;
import org.fluxwatch.assimilate.stream.port.DaySystem;

/// A process that has died and comes again: reads the state, makes the system, and runs the day that waits, all with
/// nothing compiled yet. Says in seconds and megabytes, a word and a figure a line, what it took.
final class InversionDayProcess {
    private static final int LANE_STEPS = 24;

    /// Of a step, as the inversion takes them.
    private static final int ROWS_A_THREAD = 8;

    private static final double MEGABYTE = 1 << 20;

    private InversionDayProcess() {}

    /// @param arguments folder of prepared hours, file of the state, particles of an observation, threads
    public static void main(String[] arguments) throws IOException {
        final double begun = sinceStart();
        final AtomicLong afterCollections = watchHeap();
        final InversionDays days = new InversionDays(Path.of(arguments[0]), Integer.parseInt(arguments[2]));
        try (NumericsPool pool = new NumericsPool(Integer.parseInt(arguments[3]))) {
            final InversionSystem system = days.system(pool);
            final double made = sinceStart();
            InversionState state = StateFile.read(Path.of(arguments[1]), system.format());
            final double read = sinceStart();
            final DaySystem.DayRun<InversionState> run = days.begin(system, state);
            final List<Double> steps = new ArrayList<>(List.of(sinceStart()));
            run.step();
            steps.add(sinceStart());
            final double restartCpu = cpu();
            while (!run.finished()) {
                run.step();
                steps.add(sinceStart());
            }
            final DayResult<InversionState> result = run.result();
            final double end = sinceStart();
            final double cpu = cpu();
            state = result.state();
            System.gc();
            final int rows = Math.ceilDiv(InversionDays.OBSERVATIONS, ROWS_A_THREAD * pool.threads());
            final int solved = steps.size() - 1;
            say("jvm", begun);
            say("system", made - begun);
            say("state", read - made);
            say("begin", steps.get(1) - read);
            say("restart", steps.get(1));
            say("restartcpu", restartCpu);
            say("cpu", cpu);
            say("hours", steps.get(solved - 1 - rows - LANE_STEPS) - read);
            say("lanes", steps.get(solved - 1 - rows) - steps.get(solved - 1 - rows - LANE_STEPS));
            say("rows", steps.get(solved - 1) - steps.get(solved - 1 - rows));
            say("solve", end - steps.get(solved - 1));
            say("day", end - read);
            say("made", (double) result.products().rows().stream()
                    .filter(row -> row.unusedBecause().isEmpty())
                    .count());
            say("cells", system.estimated().cells().count());
            say("live", used() / MEGABYTE);
            say("peak", afterCollections.get() / MEGABYTE);
            say("days", state.days().size());
        }
    }

    private static void say(String what, double figure) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", what, figure);
    }

    /// Of the process, s.
    private static double sinceStart() {
        return (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
    }

    /// Of all threads since the process began, s.
    private static double cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// @return the most that a collection has left, garbage that it had not come to included; bytes
    private static AtomicLong watchHeap() {
        final AtomicLong most = new AtomicLong();
        final Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans())
            if (collector instanceof NotificationEmitter emitter)
                emitter.addNotificationListener(
                        (notification, _) -> {
                            if (notification.getUserData() instanceof CompositeData data)
                                most.accumulateAndGet(left(data, heap), Math::max);
                        },
                        null,
                        null);
        return most;
    }

    private static long left(CompositeData data, Set<String> heap) {
        return GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }
}
