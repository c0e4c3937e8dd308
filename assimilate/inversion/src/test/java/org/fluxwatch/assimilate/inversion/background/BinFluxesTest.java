package org.fluxwatch.assimilate.inversion.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.junit.jupiter.api.Test;

class BinFluxesTest {
    private static final int BIN = Row.bin(Scene.hour(Scene.START, 3));

    private final List<Instant> asked = new ArrayList<>();

    /// Of hour h: release 1, uptake -h, fossil 10, fire 100, twice that in the second cell.
    private final PriorFlux hourly = new PriorFlux() {
        @Override
        public Fields at(Instant hour) {
            asked.add(hour);
            final float h = hour.getEpochSecond() / 3600 % 24;
            return new Fields(
                    new float[] {1, 2}, new float[] {-h, -2 * h}, new float[] {10, 20}, new float[] {100, 200});
        }

        @Override
        public String description(LocalDate day) {
            return "hours";
        }
    };

    private static Row row(double hour, int[] bins, int[] cells, float[] values) {
        return new Row("one", Scene.hour(Scene.START, hour), bins, cells, values, EndPoints.unknown());
    }

    @Test
    void aBinHasTheMeanOfItsHoursAndTheShareOfItsCells() {
        final BinFluxes fluxes = new BinFluxes(hourly, new float[] {1, 0.5f}, 8);
        assertThat(fluxes.at(BIN)).containsExactly(107, 107);
    }

    @Test
    void aRowMeetsTheFluxesOfItsBins() {
        final BinFluxes fluxes = new BinFluxes(hourly, new float[] {1, 0.5f}, 8);
        final Row row = row(9, new int[] {BIN, BIN, BIN + 1}, new int[] {0, 1, 1}, new float[] {1, 2, 4});
        assertThat(fluxes.ppm(row)).isCloseTo(107 + 2 * 107 + 4 * 104, within(1e-6));
    }

    @Test
    void ofItsOwnBinAnObservationMeetsWhatWasBeforeIt() {
        final BinFluxes fluxes = new BinFluxes(hourly, new float[] {1, 1}, 8);
        final Row row = row(4.5, new int[] {BIN}, new int[] {0}, new float[] {1});
        assertThat(fluxes.ppm(row)).isCloseTo(111 - (3 + 4 * 0.5) / 1.5, within(1e-5));
    }

    @Test
    void aBinIsMadeOnceAsLongAsItIsKept() {
        final BinFluxes fluxes = new BinFluxes(hourly, new float[] {1, 1}, 2);
        fluxes.at(BIN);
        fluxes.at(BIN);
        assertThat(asked).hasSize(3);
        fluxes.at(BIN + 1);
        fluxes.at(BIN + 2);
        fluxes.at(BIN);
        assertThat(asked).hasSize(12);
    }
}
