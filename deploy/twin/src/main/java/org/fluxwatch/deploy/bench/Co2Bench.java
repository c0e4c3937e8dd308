package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.Utils;
import org.fluxwatch.assimilate.inputs.co2.CarbonTrackerCo2;
import org.fluxwatch.assimilate.inputs.co2.FileCo2;
import org.fluxwatch.assimilate.model.transport.Perimeter;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.settings.InputSettings.Air;
import org.fluxwatch.contract.settings.InputSettings.BeyondLast;
import org.fluxwatch.contract.settings.InputSettings.BoundaryKind;
import org.fluxwatch.contract.settings.InputSettings.BoundarySettings;

/// CarbonTracker mole fractions, as large as the real ones, to the domain at JDAS's full size: a look at what is there,
/// the initial field, and a day's inflow, in seconds of CPU. Files are written first and come from the system's cache.
public final class Co2Bench {
    private static final List<Double> SIGMA =
            List.of(1.0, 0.995, 0.985, 0.97, 0.95, 0.925, 0.895, 0.86, 0.82, 0.76, 0.68, 0.57, 0.43, 0.28, 0.13, 0.0);
    private static final LocalDate DAY = LocalDate.of(2019, 5, 3);
    private static final LocalDate OLDEST = LocalDate.of(2000, 1, 1);
    private static final int WARM_DAYS = 4;
    private static final double SURFACE_PA = 98_000;

    private final Grid grid = new StereographicGrid(35, 116, 64, 105, 86);
    private final SigmaLevels levels = new SigmaLevels(SIGMA, 4000);
    private final PrintWriter out;

    private Co2Bench(PrintWriter out) {
        this.out = out;
    }

    public static void run(PrintWriter out) throws IOException {
        new Co2Bench(out).chunks("chunks of one step", 1);
        new Co2Bench(out).chunks("chunks of a whole day", CarbonTrackerDay.TIMES);
    }

    private void chunks(String what, int timesPerChunk) throws IOException {
        final Path folder = Files.createTempDirectory("fluxwatch-carbontracker");
        try {
            final CarbonTrackerDay files = new CarbonTrackerDay(folder, timesPerChunk);
            final long megabytes = Files.size(files.write(DAY)) / 1_000_000;
            files.write(DAY.minusDays(1));
            files.write(DAY.plusDays(1));
            for (LocalDate day = OLDEST; day.isBefore(DAY.minusDays(1)); day = day.plusDays(1))
                Files.createFile(folder.resolve("CT2022.molefrac_glb3x2_" + day + ".nc"));
            out.printf(Locale.ROOT, "CarbonTracker, %d MB a day, %s; seconds of CPU%n", megabytes, what);
            for (int n = 0; n <= WARM_DAYS; n++) day(n == 0 ? "cold" : "warm", folder);
        } finally {
            Utils.delete(folder.toFile());
        }
    }

    private void day(String name, Path folder) {
        final FileCo2 co2 = new FileCo2(
                new CarbonTrackerCo2(),
                grid,
                new BoundarySettings(
                        BoundaryKind.CARBONTRACKER, 0, folder, List.of(), Air.AS_STATED, BeyondLast.WAIT, 0));
        final Instant midnight = DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
        final double[] ppm = new double[levels.nz()];
        final long t0 = cpu();
        final List<String> missing = co2.missing(midnight, midnight.plusSeconds(86_400));
        if (!missing.isEmpty()) throw new IllegalStateException(String.join("; ", missing));
        final long t1 = cpu();
        co2.missing(midnight, midnight.plusSeconds(86_400));
        final long t2 = cpu();
        for (int c = 0; c < grid.cells(); c++)
            co2.profile(midnight, grid.latitude(c), grid.longitude(c), levels, SURFACE_PA, ppm);
        final long t3 = cpu();
        final Perimeter perimeter = new Perimeter(grid);
        for (int hour = 0; hour < 24; hour++)
            for (int g = 0; g < perimeter.size(); g++)
                co2.profile(
                        midnight.plusSeconds(3_600L * hour + 1_800),
                        perimeter.latitude(g),
                        perimeter.longitude(g),
                        levels,
                        SURFACE_PA,
                        ppm);
        final long t4 = cpu();
        out.printf(
                Locale.ROOT,
                "%s: what is missing %.3f s, again %.3f s; initial field %.3f s; a day's inflow %.3f s%n",
                name,
                (t1 - t0) / 1e9,
                (t2 - t1) / 1e9,
                (t3 - t2) / 1e9,
                (t4 - t3) / 1e9);
        out.flush();
    }

    /// Of this thread, which does it all: other programs on the machine do not count.
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
