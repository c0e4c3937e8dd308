package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Utils;
import org.fluxwatch.assimilate.inversion.system.InversionState;
import org.fluxwatch.assimilate.inversion.system.InversionSystem;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;

/// A whole day of the inversion, in a process of its own with a heap of 1 GB, from a state that the days before it have
/// left; and how soon that process is at work. Rows of the days before are of few particles, to save time.
final class InversionDayBench {
    private static final int PARTICLES = 20_000;
    private static final int PARTICLES_BEFORE = 1_000;
    private static final String HEAP = "1g";

    private InversionDayBench() {}

    /// @param folder for the ring and the state, some 7 GB, deleted in the end
    static List<Finding> run(Path folder, int threads, PrintWriter out) throws IOException {
        final Path own = folder.resolve("inversion-day");
        Files.createDirectories(own);
        try {
            final Path state = own.resolve("state");
            before(own, state, threads, out);
            return day(figures(own, state, threads), threads, out);
        } finally {
            Utils.delete(own.toFile());
        }
    }

    private static void before(Path folder, Path file, int threads, PrintWriter out) throws IOException {
        final InversionDays days = new InversionDays(folder, PARTICLES_BEFORE);
        final long t0 = System.nanoTime();
        try (NumericsPool pool = new NumericsPool(threads)) {
            final InversionSystem system = days.system(pool);
            InversionState state = system.firstState(InversionDays.START);
            while (state.nextDay().isBefore(InversionDays.MEASURED))
                state = InversionDays.finished(days.begin(system, state)).state();
            out.printf(
                    Locale.ROOT,
                    "%d days before it, %d particles a row, in %.0f s; state %.0f MB%n",
                    InversionDays.HORIZON_DAYS,
                    PARTICLES_BEFORE,
                    (System.nanoTime() - t0) / 1e9,
                    StateFile.write(file, state, system.format()) / 1e6);
            out.flush();
        }
    }

    private static List<Finding> day(Map<String, Double> figures, int threads, PrintWriter out) {
        final int observations = InversionDays.OBSERVATIONS;
        out.printf(
                Locale.ROOT,
                "a day of %d observations, %.0f rows, %.0f cells, two months, ten backgrounds, %d threads, heap %s:"
                        + " %.1f s; hours %.1f, lanes %.1f, rows %.1f, solve %.1f s%n",
                observations,
                figures.getOrDefault("made", Double.NaN),
                figures.getOrDefault("cells", Double.NaN),
                threads,
                HEAP,
                figures.getOrDefault("day", Double.NaN),
                figures.getOrDefault("hours", Double.NaN),
                figures.getOrDefault("lanes", Double.NaN),
                figures.getOrDefault("rows", Double.NaN),
                figures.getOrDefault("solve", Double.NaN));
        out.printf(
                Locale.ROOT,
                "restart: %.1f s from the start of the process to the day's first step; to main %.1f, system %.1f, state"
                        + " %.1f, begin %.1f s%n",
                figures.getOrDefault("restart", Double.NaN),
                figures.getOrDefault("jvm", Double.NaN),
                figures.getOrDefault("system", Double.NaN),
                figures.getOrDefault("state", Double.NaN),
                figures.getOrDefault("begin", Double.NaN));
        out.printf(
                Locale.ROOT,
                "heap: %.0f MB at most after a collection, %.0f MB after the day, state of %.0f days among it%n",
                figures.getOrDefault("peak", Double.NaN),
                figures.getOrDefault("live", Double.NaN),
                figures.getOrDefault("days", Double.NaN));
        out.flush();
        return List.of(
                Finding.atMost(
                        90,
                        "s",
                        "a day of " + observations + " observations, all of it",
                        figures.getOrDefault("day", Double.NaN)),
                Finding.atMost(
                        5,
                        "s",
                        "restart: process, system, state, first step",
                        figures.getOrDefault("restart", Double.NaN)),
                Finding.atMost(
                        1024,
                        "MB",
                        "heap that the day leaves after a collection",
                        figures.getOrDefault("peak", Double.NaN)));
    }

    /// What the process says.
    private static Map<String, Double> figures(Path folder, Path state, int threads) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx" + HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                InversionDayProcess.class.getName(),
                folder.toString(),
                state.toString(),
                Integer.toString(PARTICLES),
                Integer.toString(threads)));
        final Path output = folder.resolve("output.txt");
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        final int code;
        try {
            code = process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in the day", e);
        }
        if (code != 0) throw new IOException("the day's process ended with " + code + ": " + Files.readString(output));
        final Map<String, Double> figures = new TreeMap<>();
        for (String line : Files.readAllLines(output))
            if (line.matches("[a-z]+ [0-9.]+"))
                figures.put(
                        line.substring(0, line.indexOf(' ')), Double.valueOf(line.substring(line.indexOf(' ') + 1)));
        return figures;
    }
}
