package org.fluxwatch.assimilate.inversion.particles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.fluxwatch.assimilate.inputs.SyntheticMeteorology;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.transport.VerticalMixing;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.junit.jupiter.api.Test;

class MixingMatrixTest {
    private static final SigmaLevels LEVELS = Air.FIFTEEN;
    private static final int NZ = LEVELS.nz();
    private static final Grid GRID = new LatLonGrid(100, 25, 1, 12, 10);

    /// P of every cell of an afternoon, as the table draws it, with the layers' masses.
    private interface Look {
        void at(double[] mass, double[] p, double[] drawn);
    }

    private static void everywhere(int hour, Look look) {
        final Meteorology weather = new SyntheticMeteorology(GRID, LEVELS, 3);
        final Meteorology.Fields begin = weather.at(Air.hour(hour));
        final Meteorology.Fields end = weather.at(begin.time().plus(Duration.ofHours(1)));
        final VerticalMixing mixing = new VerticalMixing(GRID, LEVELS);
        final double[] exchange = new double[GRID.cells() * (NZ + 1)];
        final double[] mass = new double[NZ];
        final double[] p = new double[NZ * NZ];
        final int[] words = new int[NZ];
        for (int cell = 0; cell < GRID.cells(); cell++) {
            mixing.exchange(begin, end, cell, exchange);
            for (int k = 0; k < NZ; k++)
                mass[k] = LEVELS.thickness(k) * (begin.surfacePressurePa()[cell] - 4000) * GRID.areaM2(cell) / 9.80665;
            new MixingMatrix(NZ).fill(mass, exchange, cell * (NZ + 1), 900, p);
            final double[] drawn = new double[NZ * NZ];
            for (int k = 0; k < NZ; k++) {
                new AliasTable(NZ).fill(p, k * NZ, words);
                AliasTable.probabilities(words, drawn, k * NZ);
            }
            look.at(mass, p, drawn);
        }
    }

    @Test
    void balancesInDetailAsItIsDrawn() {
        for (int hour : new int[] {6, 18})
            everywhere(hour, (mass, p, drawn) -> {
                for (int i = 0; i < NZ; i++)
                    for (int j = 0; j < NZ; j++)
                        assertThat(mass[i] * drawn[i * NZ + j])
                                .isCloseTo(mass[j] * drawn[j * NZ + i], within(1e-6 * Math.min(mass[i], mass[j])));
            });
    }

    @Test
    void rowsSumToOneAndTheTableDrawsThem() {
        everywhere(6, (mass, p, drawn) -> {
            for (int i = 0; i < NZ; i++) {
                double sum = 0;
                for (int j = 0; j < NZ; j++) {
                    sum += p[i * NZ + j];
                    assertThat(drawn[i * NZ + j]).isCloseTo(p[i * NZ + j], within(1e-8));
                }
                assertThat(sum).isCloseTo(1, within(1e-12));
            }
        });
    }

    @Test
    void wordsGiveTheirOutcomesAsOftenAsTheySay() {
        final double[] p = {0.5, 1e-4, 0.2999, 0.2};
        final int[] words = new int[4];
        new AliasTable(4).fill(p, 0, words);
        final int[] count = new int[4];
        final SplittableRandom random = new SplittableRandom(1);
        final int draws = 4_000_000;
        for (int n = 0; n < draws; n++) {
            final long drawn = (random.nextLong() >>> 32) * 4;
            final int slot = (int) (drawn >>> 32);
            count[AliasTable.outcome(words[slot], slot, (int) drawn)]++;
        }
        for (int j = 0; j < 4; j++)
            assertThat(count[j] - p[j] * draws).isCloseTo(0, within(4 * Math.sqrt(p[j] * draws)));
    }
}
