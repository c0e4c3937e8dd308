package org.fluxwatch.assimilate.inputs.meteorology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct.Profiles;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct.Surface;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.Test;

/// WRF's own files, and MCIP's that were made from them.
class WrfTest {
    private static final int LAYERS = 32;
    private static final int POINTS = 14;

    private static Wrf wrf(Grid grid, SigmaLevels levels) {
        return new Wrf(grid, levels, RealWeather.folder("wrf"), List.of());
    }

    @Test
    void hasAStepForEachHour() {
        final Wrf wrf = wrf(RealWeather.grid(8), RealWeather.LEVELS);
        final Instant begin = RealWeather.BEGIN;
        assertThat(wrf.profileSteps(begin.plusSeconds(1800), begin.plusSeconds(5400)))
                .containsExactly(begin, begin.plusSeconds(3600), begin.plusSeconds(7200));
        assertThat(wrf.surfaceSteps(begin, begin.plus(Duration.ofDays(1)))).hasSize(4);
        assertThat(wrf.profileInterval()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void agreesWithMcip() {
        final Grid grid = RealWeather.grid(8);
        final Wrf wrf = wrf(grid, RealWeather.LEVELS);
        final Mcip mcip = new Mcip(grid, RealWeather.LEVELS, RealWeather.folder("mcip"), List.of());
        for (int hour = 0; hour < 4; hour++) {
            final Instant step = RealWeather.BEGIN.plus(Duration.ofHours(hour));
            final Profiles a = wrf.profiles(step);
            final Profiles b = mcip.profiles(step);
            assertThat(largest(a.surfacePressurePa(), b.surfacePressurePa())).isLessThan(0.1);
            assertThat(largest(a.winds().x(), b.winds().x())).isLessThan(0.02);
            assertThat(largest(a.winds().y(), b.winds().y())).isLessThan(0.02);
            assertThat(largest(a.temperatureK(), b.temperatureK())).isLessThan(0.03);
            assertThat(largest(a.specificHumidity(), b.specificHumidity())).isLessThan(1e-5);
            final Surface c = wrf.surface(step);
            final Surface d = mcip.surface(step);
            assertThat(largest(c.boundaryLayerHeightM(), d.boundaryLayerHeightM()))
                    .isLessThan(0.5);
            assertThat(largest(c.frictionVelocity(), d.frictionVelocity())).isLessThan(1e-4);
            assertThat(largest(c.sensibleHeatFlux(), d.sensibleHeatFlux())).isLessThan(0.05);
        }
    }

    private static double largest(float[] a, float[] b) {
        assertThat(a).hasSameSizeAs(b);
        double largest = 0;
        for (int i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        return largest;
    }

    /// How well each way of setting the edges of layers agrees with the moist mass that WRF's winds carry, Pa.
    @Test
    void edgesHoldTheMassThatTheSurfacePressureSays() {
        try (GridFile file = RealWeather.wrf(3)) {
            final float[] psfc = all(file, "PSFC");
            final float[] mu = all(file, "MU");
            final float[] mub = all(file, "MUB");
            final double[] mass = new double[psfc.length];
            for (int at = 0; at < mass.length; at++) mass[at] = (double) mu[at] + mub[at];
            final float[][] pressure = layers(file, "P");
            final float[][] base = layers(file, "PB");
            for (int k = 0; k < LAYERS; k++) for (int at = 0; at < mass.length; at++) pressure[k][at] += base[k][at];
            final double top = file.variable("P_TOP").doubles()[0];
            final double[] eta = file.variable("ZNW").doubles();
            final double[][] weighed = LayerEdges.weighed(
                    file.variable("C3F").doubles(), file.variable("C4F").doubles(), top, mass, layers(file, "QVAPOR"));
            final double[][] through = LayerEdges.throughMiddles(eta, top, psfc, pressure);
            double weight = 0;
            double middles = 0;
            double sigma = 0;
            for (int at = 0; at < mass.length; at++) {
                weight = Math.max(weight, Math.abs(weighed[0][at] - psfc[at]));
                for (int k = 1; k < LAYERS; k++) {
                    middles = Math.max(middles, Math.abs(through[k][at] - weighed[k][at]));
                    sigma = Math.max(sigma, Math.abs(top + eta[k] * (psfc[at] - top) - weighed[k][at]));
                }
            }
            assertThat(weight).isLessThan(1);
            assertThat(middles).isLessThan(25);
            assertThat(sigma).isGreaterThan(1500);
        }
    }

    private static float[] all(GridFile file, String name) {
        return file.variable(name).floats(new int[3], new int[] {1, POINTS, POINTS});
    }

    private static float[][] layers(GridFile file, String name) {
        final float[][] layers = new float[LAYERS][];
        for (int k = 0; k < LAYERS; k++)
            layers[k] = file.variable(name).floats(new int[] {0, k, 0, 0}, new int[] {1, 1, POINTS, POINTS});
        return layers;
    }

    @Test
    void saysThatTheDomainIsTooLarge() {
        final Wrf wrf = wrf(RealWeather.grid(20), RealWeather.LEVELS);
        assertThatThrownBy(() -> wrf.profiles(RealWeather.BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("WRFOUT_d01_2022-12-07T0000Z.nc")
                .hasMessageContaining("does not cover the model's domain")
                .hasMessageContaining("Lambert");
    }

    @Test
    void saysThatTheModelReachesHigher() {
        final SigmaLevels high = new SigmaLevels(List.of(1.0, 0.5, 0.05, 0.0), 100);
        final Wrf wrf = wrf(RealWeather.grid(8), high);
        assertThatThrownBy(() -> wrf.profiles(RealWeather.BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("end at 5000.0 Pa")
                .hasMessageContaining("the middle of the model's uppermost layer");
    }

    @Test
    void saysWhatIsNotThere() {
        final Wrf wrf = wrf(RealWeather.grid(8), RealWeather.LEVELS);
        final Instant later = RealWeather.BEGIN.plus(Duration.ofDays(2));
        assertThat(wrf.profileSteps(later, later)).hasSize(1);
        assertThatThrownBy(() -> wrf.profiles(later))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no file has variable U at 2022-12-09T00:00:00Z");
        assertThat(wrf.expected(later, later)).contains("wrfout_d01_*", "QVAPOR", "PBLH", "2022-12-09");
    }

    /// The domain's mean wind in a layer near the ground, where the file's layers and the model's are the same.
    @Test
    void turnsWindsOntoTheModelsAxes() {
        final int layer = 3;
        final StereographicGrid grid = RealWeather.grid(6);
        try (GridFile file = RealWeather.wrf(0)) {
            final List<Double> eta =
                    Arrays.stream(file.variable("ZNW").doubles()).boxed().toList();
            final Profiles turned = wrf(grid, new SigmaLevels(eta, 5000)).profiles(RealWeather.BEGIN);
            final double u = mean(turned.winds().x(), layer, LAYERS);
            final double v = mean(turned.winds().y(), layer, LAYERS);
            final float[] x = file.variable("U").floats(new int[] {0, layer, 4, 4}, new int[] {1, 1, 6, 7});
            final float[] y = file.variable("V").floats(new int[] {0, layer, 4, 4}, new int[] {1, 1, 7, 6});
            final double along = mean(x, 0, 1);
            final double across = mean(y, 0, 1);
            final double angle = -WrfHeader.of(file).grid().eastAngle(grid.centreLatitude(), grid.centreLongitude());
            assertThat(Math.toDegrees(angle)).isCloseTo(7.14, within(0.01));
            assertThat(Math.hypot(along, across)).isGreaterThan(3);
            assertThat(u).isCloseTo(along * Math.cos(angle) - across * Math.sin(angle), within(0.1));
            assertThat(v).isCloseTo(along * Math.sin(angle) + across * Math.cos(angle), within(0.1));
        }
    }

    private static double mean(float[] values, int first, int step) {
        double sum = 0;
        int count = 0;
        for (int i = first; i < values.length; i += step, count++) sum += values[i];
        return sum / count;
    }
}
