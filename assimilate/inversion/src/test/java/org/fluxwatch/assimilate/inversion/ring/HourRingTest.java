package org.fluxwatch.assimilate.inversion.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.inversion.particles.ParticleRows;
import org.fluxwatch.assimilate.inversion.particles.Receptor;
import org.fluxwatch.assimilate.inversion.particles.Trace;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HourRingTest {
    private static final Grid GRID = new LatLonGrid(100, 25, 1, 10, 8);
    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.98, 0.9, 0.7, 0.4, 0.0), 5_000);
    private static final Meteorology WINDS = new SyntheticMeteorology(GRID, LEVELS, 2);
    private static final Instant START = Instant.parse("2016-07-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final NumericsPool pool = new NumericsPool(2);

    @AfterEach
    void close() {
        pool.close();
    }

    private HourRing ring(String winds) {
        return new HourRing(folder.resolve("hours/ring"), GRID, LEVELS, 1, winds, pool);
    }

    private static Instant hour(int hour) {
        return START.plusSeconds(3600L * hour);
    }

    private static long number(int hour) {
        return hour(hour).getEpochSecond() / 3600;
    }

    @Test
    void anHourIsMadeOnceAndIsThereAfterARestart() {
        final Trace before;
        {
            final HourRing ring = ring("a");
            assertThat(ring.prepare(WINDS, hour(0), hour(12))).isEqualTo(12);
            assertThat(ring.prepare(WINDS, hour(6), hour(14))).isEqualTo(2);
            before = trace(ring);
        }
        {
            final HourRing ring = ring("a");
            assertThat(ring.prepare(WINDS, hour(0), hour(14))).isZero();
            assertThat(trace(ring)).usingRecursiveComparison().isEqualTo(before);
        }
    }

    private Trace trace(HourRing ring) {
        final double[] weights = {0.02, 0.08, 0.2, 0.3, 0.4};
        final Receptor receptor =
                new Receptor("one", hour(14), new StateWeights(0, new int[] {GRID.cell(5, 4)}, 5, weights));
        return new ParticleRows(GRID, LEVELS, 500, 12, 1, pool)
                .trace(List.of(receptor), ring)
                .getFirst();
    }

    @Test
    void laterHoursTakeThePlaceOfThoseADayBefore() {
        {
            final HourRing ring = ring("a");
            ring.prepare(WINDS, hour(0), hour(25));
            assertThat(ring.at(number(0))).isEmpty();
            assertThat(ring.at(number(1))).isPresent();
            assertThat(ring.at(number(24)).orElseThrow().hour()).isEqualTo(number(24));
        }
    }

    @Test
    void hoursOfOtherWindsAreNotTaken() {
        {
            final HourRing ring = ring("a");
            ring.prepare(WINDS, hour(0), hour(2));
        }
        {
            final HourRing ring = ring("b");
            assertThat(ring.at(number(0))).isEmpty();
        }
    }
}
