package org.fluxwatch.deploy.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.World;

/// All that a monitor of East Asia needs, invented, in the layout of the real products, with settings that read it:
/// Lite files of OCO-2 and GOSAT, MERRA-2, CarbonTracker mole fractions and fluxes, towers of ObsPack. What satellites
/// and towers see is the twin's truth, which departs from the fluxes and winds of the files.
public final class Sample {
    /// The settings' name in the folder.
    public static final String SETTINGS = "sample.yaml";

    private static final LocalDate START = LocalDate.of(2019, 5, 1);
    private static final long FILES_SEED = 2019;
    private static final long TRUTH_SEED = 20190501;

    /// The first line opens the domain, inputs are to follow.
    private static final String DOMAIN = String.format(Locale.ROOT, """
            domains:
              sample:
                start: %s
                sensors: [oco2, gosat]
                grid: {columns: 53, rows: 43, cell-km: 128.0}
                sigma-edges: [1.0, 0.985, 0.955, 0.905, 0.83, 0.7, 0.5, 0.25, 0.0]
            """, START);

    private final Path folder;
    private final int days;

    /// @param folder is created where absent
    /// @param days that can be run, >= 1
    public Sample(Path folder, int days) {
        this.folder = folder.toAbsolutePath().normalize();
        this.days = days;
    }

    /// The first day that can be run.
    public LocalDate first() {
        return START;
    }

    /// The last one.
    public LocalDate last() {
        return START.plusDays(days - 1L);
    }

    /// Replaces what is there of it; the same days give the same bytes.
    ///
    /// @param written told of each day that is there whole
    /// @return the settings
    public Path write(Consumer<LocalDate> written) throws IOException {
        final DomainSettings domain = SettingsLoader.parse(
                        DOMAIN + "    " + World.INPUTS + "\n", "the sample's domain", Map.of())
                .domain("sample");
        final RealLayouts layouts = new RealLayouts(domain.modelGrid(), FILES_SEED);
        layouts.writeDay(folder, START.minusDays(1)); // a first midnight lies between two days' steps
        final List<Tower> towers = List.of(new Tower("ivn", 36.5, 116.0), new Tower("ivs", 26.0, 113.5));
        try (NumericsPool pool = new NumericsPool(NumericsPool.orOnePerCore(0))) {
            final World world = new World(domain, TRUTH_SEED, pool);
            for (int d = 0; d < days; d++) {
                final World.Day day = world.nextDay();
                layouts.writeDay(folder, day.day());
                for (Sensor sensor : domain.sensors())
                    LiteFileWriter.write(day.look(sensor).granule(), folder.resolve("lite"));
                for (Tower tower : towers) tower.measure(day);
                written.accept(day.day());
            }
        }
        for (Tower tower : towers) tower.write(folder.resolve("stations"));
        layouts.writeDay(folder, last().plusDays(1));
        return Files.writeString(folder.resolve(SETTINGS), settings());
    }

    private String settings() {
        return String.format(Locale.ROOT, """
                # Written by `fluxwatch sample`, for the files beside it. All of them are invented, in the layout of real
                # products: such fluxes mean nothing for the real earth.
                data-folder: '%1$s/fluxwatch'
                archive: {kind: folder, folder: '%1$s/lite', from: %2$s}
                %3$s    inputs:
                      meteorology: {kind: merra2, folder: '%1$s/meteorology'}
                      boundary: {kind: carbontracker, folder: '%1$s/molefractions'}
                      prior:
                        kind: files
                        sources:
                          biosphere: {category: biosphere, format: carbontracker, folder: '%1$s/fluxes'}
                          ocean: {category: ocean, format: carbontracker, folder: '%1$s/fluxes'}
                          fossil: {category: fossil, format: carbontracker, folder: '%1$s/fluxes'}
                          fire: {category: fire, format: carbontracker, folder: '%1$s/fluxes'}
                      stations: {kind: files, folder: '%1$s/stations'}
                """, folder.toString().replace("'", "''"), START, DOMAIN);
    }
}
