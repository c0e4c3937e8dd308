package org.fluxwatch.assimilate.inversion.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Air that is well mixed stays so (Thomson 1987, J. Fluid Mech. 180, 529-556): the number of particles in a box keeps
/// to the box's air, with the noise of counting alone.
class WellMixedTest {
    private static final SigmaLevels LEVELS = Air.FIFTEEN;
    private static final int NZ = LEVELS.nz();

    static Grid[] grids() {
        return new Grid[] {new LatLonGrid(100, 20, 1, 5, 4), new StereographicGrid(35, 116, 64, 5, 4)};
    }

    @Test
    void mixingAloneOverTwoDaysKeepsLayersWellMixed() {
        final Grid grid = grids()[1];
        final double[] counts = counts(grid, new ClosedBox(grid, LEVELS, 0), 48, 100_000);
        final double[] layers = new double[NZ];
        for (int at = 0; at < counts.length; at++) layers[at % NZ] += counts[at];
        double total = 0;
        for (double count : layers) total += count;
        double chiSquare = 0;
        for (int k = 0; k < NZ; k++) {
            final double expected = total * LEVELS.thickness(k);
            chiSquare += (layers[k] - expected) * (layers[k] - expected) / expected;
        }
        assertThat(chiSquare / NZ).isLessThan(1.6);
        final double lowest = total * LEVELS.thickness(0);
        assertThat(layers[0]).isCloseTo(lowest, within(3 * Math.sqrt(lowest)));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void aClosedBoxStaysWellMixedForFiveDays(Grid grid) {
        final double[] counts = counts(grid, new ClosedBox(grid, LEVELS, 8), 120, 150_000);
        double total = 0;
        for (double count : counts) total += count;
        assertThat(total).isGreaterThan(150_000 - 3); // rounding takes one in 10^8 steps through a wall
        double area = 0;
        for (int cell = 0; cell < grid.cells(); cell++) area += grid.areaM2(cell);
        double chiSquare = 0;
        int boxes = 0;
        for (int cell = 0; cell < grid.cells(); cell++)
            for (int k = 0; k < NZ; k++) {
                final double expected = total * grid.areaM2(cell) / area * LEVELS.thickness(k);
                chiSquare += (counts[cell * NZ + k] - expected) * (counts[cell * NZ + k] - expected) / expected;
                boxes++;
            }
        assertThat(chiSquare / (boxes - 1)).isLessThan(1.2);
    }

    /// Particles of each cell and layer after some hours backwards from well-mixed air at random places.
    private static double[] counts(Grid grid, ClosedBox box, int hours, int particles) {
        final FlowLayout layout = new FlowLayout(grid, LEVELS);
        final FlowHours prepared = Air.prepared(grid, LEVELS, box, hours);
        final Cloud cloud = new Cloud();
        fill(grid, layout, cloud, particles);
        final Advance advance = new Advance(layout);
        final long first = Math.floorDiv(Air.START.getEpochSecond(), 3600L);
        final float[] footprint = new float[layout.columns()];
        for (long hour = first + hours - 1; hour >= first; hour--) {
            final FlowHour air = prepared.at(hour).orElseThrow();
            for (int step = air.steps() - 1; step >= 0; step--)
                for (int p = 0; p < cloud.size; p += Advance.BLOCK)
                    advance.step(
                            air,
                            step,
                            Draw.mixed(4096 * hour + step),
                            cloud,
                            p,
                            Math.min(cloud.size, p + Advance.BLOCK),
                            footprint);
        }
        final double[] counts = new double[grid.cells() * NZ];
        for (int p = 0; p < cloud.size; p++) {
            if (cloud.column[p] < 0) continue;
            counts[grid.cell(layout.i(cloud.column[p]), layout.j(cloud.column[p])) * NZ + cloud.level[p]]++;
        }
        return counts;
    }

    /// Places at random by air mass, cells by their areas.
    private static void fill(Grid grid, FlowLayout layout, Cloud cloud, int particles) {
        double widest = 0;
        for (int cell = 0; cell < grid.cells(); cell++) widest = Math.max(widest, grid.areaM2(cell));
        final SplittableRandom random = new SplittableRandom(5);
        cloud.clear(particles);
        while (cloud.size < particles) {
            final int cell = random.nextInt(grid.cells());
            if (random.nextDouble() * widest > grid.areaM2(cell)) continue;
            final double height = random.nextDouble();
            int k = 0;
            while (LEVELS.edges().get(k + 1) > height) k++;
            cloud.add(
                    layout.column(cell % grid.nx(), cell / grid.nx()),
                    k,
                    random.nextFloat(),
                    random.nextFloat(),
                    random.nextFloat(),
                    1);
        }
    }
}
