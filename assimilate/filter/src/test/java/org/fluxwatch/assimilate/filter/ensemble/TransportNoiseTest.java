package org.fluxwatch.assimilate.filter.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.fluxwatch.assimilate.filter.Tiny;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportNoiseTest {
    private static final int MEMBERS = 40;
    private static final int NZ = 2;
    private static final double SD_KM = 120;

    static Grid[] grids() {
        return new Grid[] {new LatLonGrid(90, 20, 1.5, 24, 20), new StereographicGrid(35, 116, 128, 24, 20)};
    }

    private static EnsembleState state(Grid grid, java.util.function.IntToDoubleFunction ppm) {
        final Lanes lanes = new Lanes(MEMBERS);
        final EnsembleState state = new EnsembleState(
                lanes, Tiny.START, new float[grid.cells() * NZ * lanes.stride()], new float[0], new float[0]);
        for (int c = 0; c < grid.cells(); c++)
            Arrays.fill(
                    state.co2(), c * NZ * lanes.stride(), (c + 1) * NZ * lanes.stride(), (float) ppm.applyAsDouble(c));
        return state;
    }

    private static void displace(Grid grid, double sdKm, EnsembleState state) {
        new TransportNoise(grid, NZ, MEMBERS, new CorrelatedNoise(grid, 300), sdKm, 5, NumericsPool.CALLER)
                .displace(state, Tiny.START);
    }

    @ParameterizedTest
    @MethodSource("grids")
    void spreadIsTheSlopeTimesTheDisplacementAndTheMeanStays(Grid grid) {
        final double slope = 0.02; // ppm km-1, northwards
        final double kmPerDegree = 111.195;
        final EnsembleState state = state(grid, c -> 400 + slope * kmPerDegree * grid.latitude(c));
        final EnsembleState before = state.copy();
        displace(grid, SD_KM, state);
        double variance = 0;
        int inside = 0;
        for (int e = 0; e < grid.cells() * NZ; e++) {
            final int element = e * state.lanes().stride();
            assertThat(state.lanes().mean(state.co2(), element))
                    .isCloseTo(state.lanes().mean(before.co2(), element), within(1e-4));
            if (grid.cellsToBoundary(e / NZ) < 3) continue;
            variance += Math.pow(state.lanes().spread(state.co2(), element), 2);
            inside++;
        }
        assertThat(Math.sqrt(variance / inside)).isCloseTo(slope * SD_KM, Percentage.withPercentage(8));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void uniformAirControlAndForecastLanesAreLeftAlone(Grid grid) {
        final EnsembleState uniform = state(grid, c -> 410);
        displace(grid, SD_KM, uniform);
        for (float ppm : uniform.co2()) assertThat(ppm).isIn(410f, 0f);
        final EnsembleState sloping = state(grid, grid::latitude);
        displace(grid, SD_KM, sloping);
        for (int c = 0; c < grid.cells(); c++)
            for (int lane = MEMBERS; lane < sloping.lanes().used(); lane++)
                assertThat(sloping.co2()[c * NZ * sloping.lanes().stride() + lane])
                        .isEqualTo((float) grid.latitude(c));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void aLonePlumeSpreadsNoFurtherThanItIsHigh(Grid grid) {
        final int plume = grid.cell(12, 10);
        final EnsembleState state = state(grid, c -> c == plume ? 500 : 400);
        displace(grid, SD_KM, state);
        for (int e = 0; e < grid.cells() * NZ; e++)
            for (int n = 0; n < MEMBERS; n++)
                assertThat(state.co2()[e * state.lanes().stride() + n]).isBetween(300f, 600f);
        assertThat(state.lanes().spread(state.co2(), plume * NZ * state.lanes().stride()))
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("grids")
    void noneLeavesEveryBit(Grid grid) {
        final EnsembleState state = state(grid, grid::longitude);
        final float[] before = state.co2().clone();
        displace(grid, 0, state);
        assertThat(state.co2()).isEqualTo(before);
    }

    /// A field that varies with longitude alone has the same noise at the seam as anywhere, and none without slope.
    @Test
    void slopesGoAcrossTheSeam() {
        final Grid grid = new LatLonGrid(-180, -90, 10, 36, 18);
        final EnsembleState state = state(grid, c -> 400 + 5 * Math.cos(Math.toRadians(grid.longitude(c) + 90)));
        displace(grid, SD_KM, state);
        final double atSeam = variance(state, grid.cell(0, 9)) + variance(state, grid.cell(35, 9));
        final double inMiddle = variance(state, grid.cell(17, 9)) + variance(state, grid.cell(18, 9));
        assertThat(atSeam).isBetween(0.4 * inMiddle, 2.5 * inMiddle);
        for (int i = 0; i < 36; i++)
            assertThat(variance(state, grid.cell(i, 17))).isFinite();
        final EnsembleState uniform = state(grid, c -> 400);
        displace(grid, SD_KM, uniform);
        for (int c = 0; c < grid.cells(); c++) assertThat(variance(uniform, c)).isZero();
    }

    private static double variance(EnsembleState state, int cell) {
        final int element = cell * NZ * state.lanes().stride();
        double sum = 0;
        for (int n = 0; n < MEMBERS; n++)
            sum += Math.pow(state.co2()[element + n] - state.lanes().mean(state.co2(), element), 2);
        return sum / (MEMBERS - 1);
    }
}
