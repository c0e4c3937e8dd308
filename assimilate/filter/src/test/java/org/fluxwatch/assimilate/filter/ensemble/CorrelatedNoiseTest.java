package org.fluxwatch.assimilate.filter.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.fluxwatch.assimilate.model.transport.Perimeter;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorrelatedNoiseTest {
    private static final int DRAWS = 4000;

    static Grid[] grids() {
        return new Grid[] {
            new StereographicGrid(35, 116, 250, 11, 9),
            new LatLonGrid(100, 10, 4, 11, 12),
            new LatLonGrid(-180, -90, 20, 18, 9)
        };
    }

    @Test
    void isContinuousAcrossTheSeamAndRoundThePole() {
        final Grid grid = new LatLonGrid(-180, -90, 10, 36, 18);
        final float[][] draws = draws(grid, 1500);
        assertThat(draws[0]).hasSize(grid.cells()); // no ghosts: there is no edge
        final double expected = Math.exp(-0.5 * Math.pow(1107.7 / 1500, 2)); // at 5 N a column is 1108 km
        assertThat(product(draws, grid.cell(35, 9), grid.cell(0, 9))).isCloseTo(expected, within(0.06));
        assertThat(product(draws, grid.cell(34, 9), grid.cell(1, 9)))
                .isCloseTo(product(draws, grid.cell(16, 9), grid.cell(19, 9)), within(0.07));
        // beside the pole a row is 3490 km round, its far side less than a correlation length away over the pole
        assertThat(product(draws, grid.cell(0, 17), grid.cell(18, 17))).isGreaterThan(0.45);
    }

    /// Mean of the products of two places' values over many draws; ghosts are counted after the cells.
    private static double product(float[][] draws, int a, int b) {
        double sum = 0;
        for (float[] draw : draws) sum += draw[a] * draw[b];
        return sum / draws.length;
    }

    private static float[][] draws(Grid grid, double lengthKm) {
        final CorrelatedNoise noise = new CorrelatedNoise(grid, lengthKm);
        final float[][] draws = new float[DRAWS][];
        for (int draw = 0; draw < DRAWS; draw++) {
            final CorrelatedNoise.Field field = noise.draw(42, draw, 7);
            draws[draw] = Arrays.copyOf(field.cells(), field.cells().length + field.ghosts().length);
            System.arraycopy(field.ghosts(), 0, draws[draw], field.cells().length, field.ghosts().length);
        }
        return draws;
    }

    @ParameterizedTest
    @MethodSource("grids")
    void hasMeanZeroAndVarianceOneEverywhere(Grid grid) {
        final float[][] draws = draws(grid, 600);
        for (int place = 0; place < draws[0].length; place++) {
            double mean = 0;
            for (float[] draw : draws) mean += draw[place] / DRAWS;
            assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
            assertThat(product(draws, place, place)).isCloseTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
        }
    }

    @Test
    void correlationFallsAsAGaussianOfDistance() {
        final Grid grid = new StereographicGrid(35, 116, 200, 15, 15);
        final float[][] draws = draws(grid, 600);
        final int centre = grid.cell(7, 7);
        for (int d = 1; d <= 6; d++) {
            final double expected = Math.exp(-0.5 * Math.pow(d * 200 / 600.0, 2));
            assertThat(product(draws, centre, grid.cell(7 + d, 7))).isCloseTo(expected, within(0.06));
            assertThat(product(draws, centre, grid.cell(7, 7 - d))).isCloseTo(expected, within(0.06));
        }
        assertThat(product(draws, centre, grid.cell(4, 3)))
                .isCloseTo(Math.exp(-0.5 * 25 / 9.0), within(0.06)); // 5 cells away on the diagonal
    }

    @Test
    void ghostsAreCorrelatedWithTheCellsBesideThem() {
        final Grid grid = new StereographicGrid(35, 116, 200, 7, 6);
        final Perimeter perimeter = new Perimeter(grid);
        final float[][] draws = draws(grid, 600);
        for (int ghost = 0; ghost < perimeter.size(); ghost++)
            assertThat(product(draws, grid.cells() + ghost, perimeter.innerCell(ghost)))
                    .isCloseTo(Math.exp(-0.5 / 9), within(0.1));
    }

    @Test
    void sameSeedAndKeysGiveTheSameBitsAndOthersDoNot() {
        final Grid grid = new StereographicGrid(35, 116, 128, 21, 17);
        final CorrelatedNoise noise = new CorrelatedNoise(grid, 575);
        final CorrelatedNoise.Field field = noise.draw(1, 16_000, 3, 0);
        assertThat(new CorrelatedNoise(grid, 575).draw(1, 16_000, 3, 0).cells()).isEqualTo(field.cells());
        assertThat(noise.draw(1, 16_000, 3, 0).ghosts()).isEqualTo(field.ghosts());
        assertThat(noise.draw(2, 16_000, 3, 0).cells()).isNotEqualTo(field.cells());
        assertThat(noise.draw(1, 16_001, 3, 0).cells()).isNotEqualTo(field.cells());
        assertThat(noise.draw(1, 3, 16_000, 0).cells()).isNotEqualTo(field.cells());
        assertThat(noise.draw(1, 16_000, 3).cells()).isNotEqualTo(field.cells());
    }

    @Test
    void neighbouringKeysAreIndependent() {
        final Grid grid = new StereographicGrid(35, 116, 500, 9, 9);
        final CorrelatedNoise noise = new CorrelatedNoise(grid, 300);
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++)
            sum += noise.draw(9, draw, 0).cells()[40] * noise.draw(9, draw, 1).cells()[40];
        assertThat(sum / DRAWS).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
    }

    @Test
    void aLengthThatIsNotPositiveIsAnError() {
        assertThatThrownBy(() -> new CorrelatedNoise(new LatLonGrid(0, 0, 1, 3, 3), 0))
                .hasMessage("correlation length is 0.0 km, expected > 0");
    }
}
