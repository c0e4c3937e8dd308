package org.fluxwatch.assimilate.model.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.junit.jupiter.api.Test;

class LayerHeightsTest {
    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.9, 0.6, 0.0), 5_000);

    private static double[] middles(float[] temperatureK, float[] humidity) {
        final float[] none = new float[3];
        return LayerHeights.middlesM(
                LEVELS,
                new Meteorology.Fields(
                        Instant.EPOCH,
                        new float[] {100_000},
                        new Meteorology.Winds.AtCells(none, none),
                        temperatureK,
                        humidity,
                        none,
                        none,
                        none),
                0);
    }

    /// An isothermal atmosphere: z = H ln(p_s / p), H = R T / g.
    @Test
    void inAnIsothermalAtmosphereTheyAreLogarithmsOfPressure() {
        final float[] isothermal = new float[3];
        Arrays.fill(isothermal, 280);
        final double[] middles = middles(isothermal, new float[3]);
        final double scaleM = 287.05 * 280 / 9.80665;
        for (int k = 0; k < 3; k++)
            assertThat(middles[k]).isCloseTo(scaleM * Math.log(100_000 / LEVELS.middlePa(k, 100_000)), within(1e-8));
        assertThat(middles[0]).isCloseTo(399, within(1.0));
    }

    @Test
    void moistAirIsThicker() {
        final double[] dry = middles(new float[] {300, 280, 240}, new float[3]);
        final double[] moist = middles(new float[] {300, 280, 240}, new float[] {0.01f, 0, 0});
        assertThat(moist[0] / dry[0]).isCloseTo(1.00608, within(1e-6));
        assertThat(moist[2]).isGreaterThan(dry[2]);
    }
}
