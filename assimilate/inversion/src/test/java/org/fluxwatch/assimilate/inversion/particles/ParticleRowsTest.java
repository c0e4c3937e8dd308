package org.fluxwatch.assimilate.inversion.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.junit.jupiter.api.Test;

class ParticleRowsTest {
    private static final SigmaLevels LEVELS = Air.FIFTEEN;
    private static final Grid GRID = new StereographicGrid(35, 116, 64, 20, 16);
    private static final FlowHours HOURS = Air.prepared(GRID, LEVELS, new SyntheticMeteorology(GRID, LEVELS, 1), 26);

    private static Receptor receptor(String id, Instant time) {
        return new Receptor(id, time, Air.column(GRID, LEVELS, 11, 8));
    }

    private static List<Trace> traces(int threads, int particles, int horizon, Receptor... receptors) {
        try (NumericsPool pool = new NumericsPool(threads)) {
            return new ParticleRows(GRID, LEVELS, particles, horizon, 7, pool).trace(List.of(receptors), HOURS);
        }
    }

    private static Trace trace(int particles, Instant time) {
        return traces(1, particles, 24, receptor("one", time)).getFirst();
    }

    @Test
    void threadsAndOrderChangeNoBit() {
        final Receptor one = receptor("one", Air.hour(26));
        final Receptor two = receptor("two", Air.hour(26).minusSeconds(2000));
        final Receptor three = receptor("three", Air.hour(25));
        final List<Trace> alone = traces(1, 2000, 24, one, two, three);
        final List<Trace> together = traces(3, 2000, 24, three, two, one);
        for (int at = 0; at < 3; at++)
            assertThat(together.get(2 - at)).usingRecursiveComparison().isEqualTo(alone.get(at));
        assertThat(alone.get(0).row().ppmPerFlux())
                .isNotEqualTo(alone.get(1).row().ppmPerFlux());
    }

    @Test
    void everyParticleHasAFateAndEveryShareAnEnd() {
        final Trace trace = trace(5000, Air.hour(26));
        final EndPoints ends = trace.row().ends();
        assertThat(trace.left() + trace.atHorizon() + trace.astray()).isEqualTo(trace.released());
        assertThat(trace.left()).isPositive();
        assertThat(trace.atHorizon()).isPositive();
        assertThat(trace.astray()).isZero();
        double sum = ends.lost();
        for (int at = 0; at < ends.size(); at++) {
            sum += ends.weight()[at];
            assertThat(ends.pressurePa()[at]).isBetween(4000f, 110_000f);
            assertThat(ends.time()[at])
                    .isBetween(Air.hour(2).getEpochSecond(), Air.hour(26).getEpochSecond());
        }
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(ends.size()).isLessThan(trace.released());
    }

    /// Δt M_air / column air.
    @Test
    void aCalmColumnSeesAllThatIsEmittedIntoIt() {
        final FlowHours closed = Air.prepared(GRID, LEVELS, new ClosedBox(GRID, LEVELS, 0), 24);
        try (NumericsPool pool = new NumericsPool(1)) {
            final Row row = new ParticleRows(GRID, LEVELS, 100_000, 24, 1, pool)
                    .trace(List.of(receptor("closed", Air.hour(24))), closed)
                    .getFirst()
                    .row();
            final double ppm = 24 * 3600 * 0.0289647 * 9.80665 / 96_000;
            assertThat(row.sum()).isCloseTo(ppm, within(0.01 * ppm));
        }
    }

    @Test
    void binsAreThoseOfTheTimesBeforeTheObservation() {
        final Row row = trace(2000, Air.hour(26).minusSeconds(1800)).row();
        assertThat(row.bins()[0]).isEqualTo(Row.bin(Air.hour(1).plusSeconds(1800)));
        assertThat(row.bins()[row.size() - 1]).isEqualTo(Row.bin(Air.hour(25)));
    }

    @Test
    void noiseFallsWithTheRootOfTheParticles() {
        final double few = deviation(500);
        final double many = deviation(8000);
        assertThat(few / many).isCloseTo(4, within(0.15 * 4));
    }

    /// Root-mean-square departure of maps from the mean of many, as a share of it.
    private static double deviation(int particles) {
        final int runs = 16;
        final Receptor[] receptors = IntStream.range(0, runs)
                .mapToObj(n -> receptor("run " + n, Air.hour(26)))
                .toArray(Receptor[]::new);
        final double[][] maps = traces(2, particles, 24, receptors).stream()
                .map(trace -> map(trace.row()))
                .toArray(double[][]::new);
        double square = 0;
        for (int cell = 0; cell < GRID.cells(); cell++) {
            double mean = 0;
            for (double[] map : maps) mean += map[cell] / runs;
            for (double[] map : maps) square += (map[cell] - mean) * (map[cell] - mean) / (runs - 1);
        }
        return Math.sqrt(square);
    }

    private static double[] map(Row row) {
        final double[] map = new double[GRID.cells()];
        for (int entry = 0; entry < row.size(); entry++) map[row.cells()[entry]] += row.ppmPerFlux()[entry];
        return map;
    }

    @Test
    void whatABadKernelMakesNegativeIsCountedAndNotInTheRow() {
        final Receptor receptor = receptor("one", Air.hour(26));
        assertThat(traces(1, 500, 24, receptor).getFirst().negative()).isZero();
        receptor.weights().weights()[0] = -1;
        final Trace trace = traces(1, 500, 24, receptor).getFirst();
        assertThat(trace.negative()).isNegative();
        assertThat(trace.row().size()).isPositive();
        receptor.weights().weights()[0] = Double.NaN;
        assertThatThrownBy(() -> traces(1, 500, 24, receptor)).hasMessageContaining("absolute weights sum to NaN");
    }

    @Test
    void hoursThatAreNotThereAreNamedAndRefused() {
        final FlowHours holes = hour -> hour * 3600 == Air.hour(4).getEpochSecond() ? Optional.empty() : HOURS.at(hour);
        final Receptor receptor = receptor("one", Air.hour(26));
        try (NumericsPool pool = new NumericsPool(1)) {
            final ParticleRows rows = new ParticleRows(GRID, LEVELS, 100, 24, 1, pool);
            assertThat(rows.missing(receptor, HOURS)).isEmpty();
            assertThat(rows.missing(receptor, holes)).containsExactly(Air.hour(4));
            assertThatThrownBy(() -> rows.trace(List.of(receptor), holes))
                    .hasMessageContaining("receptor one needs the hour");
        }
    }
}
