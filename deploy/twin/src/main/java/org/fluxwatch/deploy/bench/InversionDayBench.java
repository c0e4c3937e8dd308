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

    /// What a process said; NaN of what it did not.
    private record Figures(Map<String, Double> said) {
        double of(String what) {
            return said.getOrDefault(what, Double.NaN);
        }
    }

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

    private static List<Finding> day(Figures figures, int threads, PrintWriter out) {
        final int observations = InversionDays.OBSERVATIONS;
        out.printf(
                Locale.ROOT,
                "a day of %d observations, %.0f rows, %.0f cells, two months, ten backgrounds, %d threads, heap %s:"
                        + " %.1f s; hours %.1f, lanes %.1f, rows %.1f, solve %.1f s; the process, its start too, %.1f CPU s%n",
                observations,
                figures.of("made"),
                figures.of("cells"),
                threads,
                HEAP,
                figures.of("day"),
                figures.of("hours"),
                figures.of("lanes"),
                figures.of("rows"),
                figures.of("solve"),
                figures.of("cpu"));
        out.printf(
                Locale.ROOT,
                "restart: %.1f s (%.1f CPU s) from the start of the process to the day's first step; to main %.1f, system %.1f, state"
                        + " %.1f, begin %.1f s%n",
                figures.of("restart"),
                figures.of("restartcpu"),
                figures.of("jvm"),
                figures.of("system"),
                figures.of("state"),
                figures.of("begin"));
        out.printf(
                Locale.ROOT,
                "heap: %.0f MB at most after a collection, %.0f MB after the day, state of %.0f days among it%n",
                figures.of("peak"),
                figures.of("live"),
                figures.of("days"));
        out.flush();
        return List.of(
                Finding.atMost(90, "s", "a day of " + observations + " observations, all of it", figures.of("day")),
                Finding.atMost(5, "s", "restart: process, system, state, first step", figures.of("restart")),
                Finding.atMost(1024, "MB", "heap that the day leaves after a collection", figures.of("peak")));
    }

    /// What the process says.
    private static Figures figures(Path folder, Path state, int threads) throws IOException {
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
        return new Figures(figures);
    }
}
