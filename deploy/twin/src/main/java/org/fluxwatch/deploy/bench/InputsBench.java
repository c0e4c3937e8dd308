package org.fluxwatch.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;
import org.fluxwatch.assimilate.inputs.FileMeteorology;
import org.fluxwatch.assimilate.inputs.meteorology.Merra2;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.settings.InputSettings.MeteorologyKind;
import org.fluxwatch.contract.settings.InputSettings.MeteorologySettings;

/// A day of global MERRA-2, as large as the real one, to fields on the model's grid at JDAS's full size: 25 hours from
/// 9 steps of profiles and 26 of the ground. Files are written first and come from the system's cache.
public final class InputsBench {
    private static final List<Double> SIGMA =
            List.of(1.0, 0.995, 0.985, 0.97, 0.95, 0.925, 0.895, 0.86, 0.82, 0.76, 0.68, 0.57, 0.43, 0.28, 0.13, 0.0);
    private static final LocalDate DAY = LocalDate.of(2019, 5, 3);
    private static final int WARM_DAYS = 4;

    private InputsBench() {}

    /// @param tiled chunks of 91 x 144 places instead of whole levels
    /// @param folder of the files, kept; null: a temporary one
    /// @param threads of the numerics
    public static void run(boolean tiled, Path folder, int threads, PrintWriter out) throws IOException {
        final Path used = folder == null ? Files.createTempDirectory("fluxwatch-merra2") : folder;
        Files.createDirectories(used);
        try (NumericsPool pool = new NumericsPool(threads)) {
            final long t0 = System.nanoTime();
            final Merra2Day files = tiled ? new Merra2Day(used, 91, 144) : new Merra2Day(used, 361, 576);
            final Path profiles = files.writeProfiles(DAY, 8);
            files.writeProfiles(DAY.plusDays(1), 1);
            files.writeSurface(DAY.minusDays(1), 23, 1);
            files.writeSurface(DAY, 0, 24);
            files.writeSurface(DAY.plusDays(1), 0, 1);
            final double megabytes = Files.size(profiles) / 1e6;
            out.printf(
                    Locale.ROOT,
                    "%.0f MB of profiles (5 of the 14 variables on layers; a real day is 1200 MB with all), written in %.0f s%n",
                    megabytes,
                    (System.nanoTime() - t0) / 1e9);
            final Grid grid = new StereographicGrid(35, 116, 64, 105, 86);
            final SigmaLevels levels = new SigmaLevels(SIGMA, 4000);
            for (int n = 0; n <= WARM_DAYS; n++) {
                final long cpu = cpuNs();
                final double seconds = day(grid, levels, used, pool);
                out.printf(
                        Locale.ROOT,
                        "%s day: %.2f s (%.2f s of CPU), %.0f MB/s of the file%n",
                        n == 0 ? "cold" : "warm",
                        seconds,
                        (cpuNs() - cpu) / 1e9,
                        megabytes / seconds);
            }
        } finally {
            if (folder == null) Utils.delete(used.toFile());
        }
    }

    private static long cpuNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /// All that a domain does anew: nothing is kept from the day before.
    private static double day(Grid grid, SigmaLevels levels, Path folder, NumericsPool pool) {
        final Meteorology meteorology = new FileMeteorology(new Merra2(
                grid,
                levels,
                new MeteorologySettings(MeteorologyKind.MERRA2, 0, folder, List.of(), false, 40),
                Optional.empty(),
                pool));
        final Instant begin = Instant.parse(DAY + "T00:00:00Z");
        final long t0 = System.nanoTime();
        for (int hour = 0; hour <= 24; hour++) meteorology.at(begin.plusSeconds(3600L * hour));
        return (System.nanoTime() - t0) / 1e9;
    }
}
