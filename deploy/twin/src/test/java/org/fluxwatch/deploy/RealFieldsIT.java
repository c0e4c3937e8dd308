package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.model.Drivers;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InputSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.cli.CommandLineRun;
import org.fluxwatch.deploy.sample.RealLayouts;
import org.fluxwatch.deploy.standalone.Standalone;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.ProductFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A monitor that runs on files: winds of MERRA-2, inflow and fluxes of CarbonTracker, in their layout.
class RealFieldsIT {
    private static final LocalDate START = LocalDate.of(2019, 5, 1);
    /// Of the invented world, as settings have it.
    private static final long SEED = 2019;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    private String text() {
        return """
                data-folder: %1$s/state
                archive: {kind: folder, folder: %1$s/lite, from: 2019-05-01, poll-interval: PT1S}
                ingest: {http-port: 0}
                assimilate:
                  http-port: 0
                  ensemble: {members: 8}
                  flux-forecast: {lag-days: 0}
                  look-again: PT1S
                publish: {http-port: 0}
                """.formatted(folder) + SmallDomain.startingAt(START, """
                    inputs:
                      meteorology: {kind: merra2, folder: %1$s/meteorology}
                      boundary: {kind: carbontracker, folder: %1$s/molefractions}
                      prior:
                        kind: files
                        sources:
                          biosphere: {category: biosphere, format: carbontracker, folder: %1$s/fluxes}
                          ocean: {category: ocean, format: carbontracker, folder: %1$s/fluxes}
                          fossil: {category: fossil, format: carbontracker, folder: %1$s/fluxes}
                          fire: {category: fire, format: carbontracker, folder: %1$s/fluxes}
                """.formatted(folder));
    }

    private Settings settings() {
        return SettingsLoader.parse(text(), "test", Map.of());
    }

    private static InputSettings invented() {
        return SettingsLoader.parse(SmallDomain.startingAt(START), "test", Map.of())
                .domains()
                .get("small")
                .inputs();
    }

    private RealLayouts layouts() {
        return new RealLayouts(settings().domain("small").modelGrid(), SEED);
    }

    /// Steps that stand at the half hour: a first midnight needs those of the evening before.
    private void writeEvening() throws Exception {
        layouts().writeDay(folder, START.minusDays(1));
    }

    private void writeDay(int day) throws Exception {
        layouts().writeDay(folder, START.plusDays(day));
        UniformDays.write(START.plusDays(day), folder.resolve("lite"));
    }

    @Test
    void aDayIsAnalysedOnceItsFilesAreThereAndSaysWhatItWasMadeOf() throws Exception {
        writeEvening();
        writeDay(0);
        writeDay(1);
        try (Standalone standalone = Standalone.start(settings())) {
            await().atMost(PATIENCE).until(() -> products().containsKey(START));
            await().atMost(PATIENCE)
                    .until(() ->
                            standalone.assimilate().health().parts().toString().contains("waits"));
            assertThat(standalone.assimilate().health().parts().toString())
                    .as("the last hours of a day need the weather of the next midnight")
                    .contains("2019-05-02 waits for inputs", "20190503");
            writeDay(2);
            await().atMost(PATIENCE).until(() -> products().containsKey(START.plusDays(1)));
        }
        final DayProduct product = DailyFile.read(products().get(START));
        assertThat(product.analysis().sources().inputs().get("meteorology")).contains("MERRA-2");
        assertThat(product.analysis().sources().inputs().get("boundary")).contains("CarbonTracker");
        assertThat(product.analysis().sources().inputs().get("prior")).contains("biosphere", "fossil");
        assertThat(product.analysis().counts().byStatus().get("assimilated")).isPositive();
    }

    private Map<LocalDate, Path> products() throws Exception {
        return new ProductFolder(settings().productsFolder(), settings())
                .days(new AnalysedDomain("small", AssimilationSystem.FILTER));
    }

    @Test
    void filesOfAWorldGiveThatWorld() throws Exception {
        writeEvening();
        for (int day = 0; day < 3; day++) layouts().writeDay(folder, START.plusDays(day));
        final DomainSettings domain = settings().domains().get("small");
        final Grid grid = domain.modelGrid();
        final SigmaLevels levels = domain.modelLevels();
        final NumericsPool pool = new NumericsPool(1);
        final Drivers files = ModelInputs.of(grid, levels, domain.inputs(), pool);
        final Drivers world = ModelInputs.of(grid, levels, invented(), pool);
        assertThat(files.missing(START)).isEmpty();
        assertThat(files.missing(START.plusDays(2))).isNotEmpty();
        for (int hour : new int[] {0, 3, 7, 24}) {
            final Instant time = START.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(hour));
            final Meteorology.Fields read = files.meteorology().at(time);
            final Meteorology.Fields made = world.meteorology().at(time);
            assertThat(rms(read.surfacePressurePa(), made.surfacePressurePa()))
                    .as("ps")
                    .isLessThan(50);
            final var onFaces = (Meteorology.Winds.OnFaces) read.winds();
            final var atCells = (Meteorology.Winds.AtCells) made.winds();
            assertThat(rms(innerX(grid, levels, onFaces.x()), meansAlongX(grid, levels, atCells.u())))
                    .as("through x-faces")
                    .isLessThan(1);
            assertThat(rms(innerY(grid, levels, onFaces.y()), meansAlongY(grid, levels, atCells.v())))
                    .as("through y-faces")
                    .isLessThan(1);
            // means of thick layers aloft, where the invented world has the value at their middle
            assertThat(rms(read.temperatureK(), made.temperatureK())).as("T").isLessThan(1.5);
            assertThat(rms(read.specificHumidity(), made.specificHumidity()))
                    .as("q")
                    .isLessThan(1e-4);
        }
        final double[] totals = new double[4];
        for (int hour = 0; hour < 24; hour++) {
            final Instant time = START.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(hour));
            final PriorFlux.Fields read = files.prior().at(time);
            final PriorFlux.Fields made = world.prior().at(time);
            for (int cell = 0; cell < grid.cells(); cell++) {
                totals[0] += grid.areaM2(cell) * read.natural(cell);
                totals[1] += grid.areaM2(cell) * made.natural(cell);
                totals[2] += grid.areaM2(cell) * read.fossil()[cell];
                totals[3] += grid.areaM2(cell) * made.fossil()[cell];
            }
        }
        assertThat(totals[0] / totals[1]).as("natural").isCloseTo(1, within(0.05));
        assertThat(totals[2] / totals[3]).as("fossil").isCloseTo(1, within(0.02));
        final double[] read = new double[levels.nz()];
        final double[] made = new double[levels.nz()];
        final Instant noon = START.atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofHours(12));
        for (int cell = 0; cell < grid.cells(); cell += 7) {
            files.boundary().profile(noon, grid.latitude(cell), grid.longitude(cell), levels, 100_500, read);
            world.boundary().profile(noon, grid.latitude(cell), grid.longitude(cell), levels, 100_500, made);
            for (int k = 0; k < read.length; k++) assertThat(read[k]).isCloseTo(made[k], within(0.1));
        }
    }

    /// Of the faces between two cells.
    private static float[] innerX(Grid grid, SigmaLevels levels, float[] x) {
        final int row = (grid.nx() - 1) * levels.nz();
        final float[] inner = new float[row * grid.ny()];
        for (int j = 0; j < grid.ny(); j++)
            System.arraycopy(x, (j * (grid.nx() + 1) + 1) * levels.nz(), inner, j * row, row);
        return inner;
    }

    private static float[] innerY(Grid grid, SigmaLevels levels, float[] y) {
        final int row = grid.nx() * levels.nz();
        return Arrays.copyOfRange(y, row, grid.ny() * row);
    }

    private static float[] meansAlongX(Grid grid, SigmaLevels levels, float[] u) {
        final int row = (grid.nx() - 1) * levels.nz();
        final float[] means = new float[row * grid.ny()];
        for (int at = 0; at < means.length; at++) {
            final int west = at + at / row * levels.nz();
            means[at] = 0.5f * (u[west] + u[west + levels.nz()]);
        }
        return means;
    }

    private static float[] meansAlongY(Grid grid, SigmaLevels levels, float[] v) {
        final int row = grid.nx() * levels.nz();
        final float[] means = new float[row * (grid.ny() - 1)];
        for (int at = 0; at < means.length; at++) means[at] = 0.5f * (v[at] + v[at + row]);
        return means;
    }

    private static double rms(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += Math.pow((double) a[i] - b[i], 2);
        return Math.sqrt(sum / a.length);
    }

    @Test
    void checkSaysWhatADayLacks() throws Exception {
        writeEvening();
        writeDay(0);
        layouts().writeDay(folder, START.plusDays(1));
        final Path settings = java.nio.file.Files.writeString(folder.resolve("my.yaml"), text());
        final CommandLineRun good = CommandLineRun.of(
                "check", "--settings", settings.toString(), "--from", "2019-05-01", "--to", "2019-05-01");
        assertThat(good.exitCode()).as(good.out()).isZero();
        assertThat(good.out()).contains("all 1 days can be run", "MERRA-2", "soundings    ok        oco2_LtCO2_190501");
        final CommandLineRun bad = CommandLineRun.of(
                "check", "--settings", settings.toString(), "--from", "2019-05-01", "--to", "2019-05-03");
        assertThat(bad.exitCode()).isEqualTo(1);
        assertThat(bad.out())
                .contains(
                        "2019-05-02  meteorology  missing",
                        "2019-05-03  prior        missing",
                        "2 of 3 days cannot be run");
    }
}
