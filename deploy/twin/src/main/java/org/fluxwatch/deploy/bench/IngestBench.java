package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.deploy.twin.YamlText;

/// A full-size day of OCO-2 from the file to a committed transaction, by an ingest in a process of its own with a heap
/// of [#HEAP], beside what python3-netcdf4 takes to read the same variables. The file comes from the system's cache.
public final class IngestBench {
    static final String HEAP = "512m";

    /// Of the time of python3-netcdf4.
    private static final double GOAL = 1.5;

    private static final int TIMES = 30;

    /// The second is that of the system's packages, where another comes first.
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);

    /// The variables that ingest reads, as they are read by who knows them.
    private static final String PYTHON = """
            import sys, time
            import netCDF4
            NAMES = ["sounding_id", "time", "latitude", "longitude", "xco2", "xco2_uncertainty", "xco2_apriori",
                     "co2_profile_apriori", "xco2_quality_flag", "xco2_averaging_kernel", "pressure_levels",
                     "pressure_weight", "Sounding/operation_mode", "Sounding/land_water_indicator"]
            print("netcdf4 %s, HDF5 %s" % (netCDF4.__version__, netCDF4.__hdf5libversion__))
            for n in range(int(sys.argv[2])):
                begin = time.perf_counter()
                cpu = time.process_time()
                with netCDF4.Dataset(sys.argv[1]) as file:
                    values = [file[name][:] for name in NAMES]
                print("took %.3f %.3f" % (time.perf_counter() - begin, time.process_time() - cpu))
            """;

    private final Path folder;
    private final PrintWriter out;

    /// Medians of the warm times.
    private record Took(double seconds, double cpuSeconds) {}

    /// @param folder of the file, which is kept, and of the broker
    public IngestBench(Path folder, PrintWriter out) {
        this.folder = folder;
        this.out = out;
    }

    /// @return whether the goal is met, or cannot be known
    public boolean run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        out.println(Machine.name());
        final Path file = OcoDay.write(folder, DAY);
        out.printf(
                Locale.ROOT,
                "%s: %d soundings, %d good, %.1f MB%n",
                file.getFileName(),
                OcoDay.SOUNDINGS,
                OcoDay.GOOD,
                Files.size(file) / 1e6);
        out.flush();
        final Optional<Took> python = python(file);
        final Took ingest = ingest(file);
        if (python.isEmpty()) return true;
        final double ratio = ingest.seconds() / python.get().seconds();
        out.printf(
                Locale.ROOT,
                "ingest takes %.2f times as long as python3-netcdf4 (goal: at most %.1f), and %.2f times its CPU%n",
                ratio,
                GOAL,
                ingest.cpuSeconds() / python.get().cpuSeconds());
        out.flush();
        return ratio <= GOAL;
    }

    private Optional<Took> python(Path file) throws IOException, InterruptedException {
        final Path script = Files.writeString(folder.resolve("read.py"), PYTHON);
        List<String> lines = List.of();
        String why = "";
        for (String python : PYTHONS)
            if (lines.isEmpty())
                try {
                    lines = output(List.of(python, script.toString(), file.toString(), Integer.toString(TIMES)));
                } catch (IOException e) {
                    why = Messages.of(e);
                }
        if (lines.isEmpty()) {
            out.println("no python3 of this machine has netCDF4, so there is nothing to compare with: " + why);
            return Optional.empty();
        }
        final double[] times = times(lines, 1);
        out.printf(
                Locale.ROOT,
                "python3-netcdf4 (%s): first %.3f s, then %.3f s; CPU %.3f s%n",
                lines.getFirst(),
                times[0],
                median(times),
                median(times(lines, 2)));
        out.flush();
        return Optional.of(new Took(median(times), median(times(lines, 2))));
    }

    private Took ingest(Path file) throws IOException, InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
            BrokerWatch.makeTopics(broker.settings());
            final Path settings = Files.writeString(folder.resolve("settings.yaml"), settings(broker.settings()));
            final List<String> lines = output(command(List.of(
                    IngestProcess.class.getName(),
                    settings.toString(),
                    file.toString(),
                    DAY.toString(),
                    Integer.toString(TIMES))));
            final double[] times = times(lines, 1);
            final double[] reads = times(lines, 2);
            out.printf(
                    Locale.ROOT,
                    "ingest (-Xmx%s): first %.3f s, then %.3f s, of which file to superobservations %.3f s; CPU %.3f s;"
                            + " at most %.0f MB resident with its reader%n",
                    HEAP,
                    times[0],
                    median(times),
                    median(reads),
                    median(times(lines, 3)),
                    Arrays.stream(times(lines, 4)).max().orElse(0));
            out.flush();
            return new Took(median(times), median(times(lines, 3)));
        }
    }

    private String settings(KafkaSettings kafka) {
        return String.format(
                Locale.ROOT,
                """
                data-folder: %s
                kafka: {bootstrap-servers: '%s', login-file: %s}
                domains:
                  global:
                    grid: {kind: lat-lon, columns: 180, rows: 90, west: -180.0, south: -90.0, cell-degrees: 2.0}
                """,
                YamlText.quoted(folder.resolve("data")),
                kafka.bootstrapServers(),
                YamlText.quoted(kafka.loginFile()));
    }

    static List<String> command(List<String> arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Xmx"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx" + HEAP, "-cp", System.getProperty("java.class.path")));
        command.addAll(arguments);
        return command;
    }

    private static List<String> output(List<String> command) throws IOException, InterruptedException {
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final List<String> lines;
        try (var reader = process.inputReader()) {
            lines = reader.lines().toList();
        }
        final int code = process.waitFor();
        if (code != 0)
            throw new IOException(command.getFirst() + " ended with " + code + ": " + String.join("; ", lines));
        return lines;
    }

    private static double[] times(List<String> lines, int column) {
        return lines.stream()
                .filter(line -> line.startsWith("took "))
                .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[column]))
                .toArray();
    }

    /// Of the last third: before that, programs are compiled beside it.
    private static double median(double[] times) {
        final double[] warm = Arrays.copyOfRange(times, times.length * 2 / 3, times.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }
}
