package org.fluxwatch.assimilate.inputs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.FluxFormat;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;

/// Files that others made: what the model gets against a sum over the file's own cells. The model's cells are made to
/// share the file's outer edges, so that both cover the same ground.
class RealFluxFilesTest {
    private static double[] read(Path path, String variable) {
        try (GridFile file = GridFile.open(path)) {
            return file.variable(variable).doubles();
        }
    }

    /// Overlap of a source cell with the model's box, true area.
    private static double overlapM2(Grid box, LatLonGrid grid, double south, double north, double west, double east) {
        final double s = Math.max(south, grid.south());
        final double n = Math.min(north, grid.south() + grid.ny() * grid.cellDegrees());
        final double w = Math.max(west, grid.west());
        final double e = Math.min(east, grid.west() + grid.nx() * grid.cellDegrees());
        if (s >= n || w >= e) return 0;
        return Sphere.RADIUS_M
                * Sphere.RADIUS_M
                * Math.toRadians(e - w)
                * (Math.sin(Math.toRadians(n)) - Math.sin(Math.toRadians(s)));
    }

    private static double inBox(double[] values, double[] latitudes, double[] longitudes, LatLonGrid grid) {
        double sum = 0;
        for (int j = 0; j < latitudes.length; j++)
            for (int i = 0; i < longitudes.length; i++)
                sum += values[j * longitudes.length + i]
                        * overlapM2(
                                grid,
                                grid,
                                edge(latitudes, j),
                                edge(latitudes, j + 1),
                                edge(longitudes, i),
                                edge(longitudes, i + 1));
        return sum;
    }

    /// Half-way between centres, which rise.
    private static double edge(double[] centres, int e) {
        if (e == 0) return 1.5 * centres[0] - 0.5 * centres[1];
        if (e == centres.length) return 1.5 * centres[e - 1] - 0.5 * centres[e - 2];
        return 0.5 * (centres[e - 1] + centres[e]);
    }

    private static double total(Grid grid, double[] field) {
        double sum = 0;
        for (int cell = 0; cell < field.length; cell++) sum += field[cell] * grid.areaM2(cell);
        return sum;
    }

    @Test
    void edgar() {
        final Path file = RealFiles.at("data/fields/v6.0_CO2_excl_short-cycle_org_C_2015_TOTALS.5.3x5.1.nc");
        final LatLonGrid grid = new LatLonGrid(80, 15, 1.5, 40, 30);
        final FluxSource source = TestSource.of(FluxCategory.FOSSIL, FluxFormat.EDGAR, file.getParent())
                .on(grid);
        final double[] field = source.at(Instant.parse("2015-07-01T12:00:00Z")).getFirst();
        final double expected = inBox(read(file, "emi_co2"), read(file, "lat"), read(file, "lon"), grid);
        assertThat(total(grid, field) / (expected * 1e9 / 44.0095)).isCloseTo(1, within(1e-10));
        // gross plausibility: what China and its neighbours emitted in 2015 is of the order of 15 PgCO2 a year
        assertThat(expected * 365 * 86_400 * 1e-12).isBetween(5.0, 30.0);
    }

    @Test
    void cardamomGrossPrimaryProduction() {
        final Path file = RealFiles.at("data/fields/co2-gpp-cardamom_EUROPE_2012.nc");
        final LatLonGrid grid = new LatLonGrid(-10, 36, 0.8, 40, 30);
        final TestSource settings = TestSource.of(FluxCategory.BIOSPHERE, FluxFormat.CF, file.getParent())
                .files("co2-gpp-cardamom_EUROPE_{yyyy}.nc")
                .variable("flux");
        final Instant july = Instant.parse("2012-07-01T12:00:00Z");
        final double[] field = settings.on(grid).at(july).getFirst();
        final double expected = inBox(read(file, "flux"), read(file, "lat"), read(file, "lon"), grid);
        assertThat(total(grid, field) / (expected * 1e6)).isCloseTo(1, within(1e-10));
        final var parts = settings.prior(grid).at(july);
        assertThat(parts.uptake()[grid.cellAt(48, 10)]).isNegative();
        assertThat(parts.release()).containsOnly(0f);
    }
}
