package org.fluxwatch.assimilate.inputs.meteorology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct.Profiles;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Invented files of WRF, without hybrid layers, several times in one.
class InventedWrfTest {
    private static final int NX = 30;
    private static final int NY = 20;
    private static final int LAYERS = 3;
    private static final int TIMES = 2;
    private static final double MIXING_RATIO = 0.01;
    private static final float[] ETA = {1, 0.8f, 0.4f, 0};
    private static final double TOP = 5000;
    private static final double DRY = 92_000;
    private static final double SURFACE = TOP + DRY * (1 + MIXING_RATIO);
    private static final SigmaLevels LEVELS = new SigmaLevels(List.of(1.0, 0.9, 0.6, 0.3, 0.0), TOP);
    private static final LatLonGrid GRID = new LatLonGrid(101, 20.3, 0.2, 8, 6);
    private static final Instant BEGIN = Instant.parse("2020-02-29T12:00:00Z");
    private static final double DEGREE_KM = Math.PI / 180 * MapProjection.RADIUS_KM;

    @TempDir
    Path folder;

    /// @param projection MAP_PROJ 3, rows every 10 km on the plane, or 6, every 0.1 degrees; both from 100 E, 20 N
    private FieldFile file(int projection) {
        final float[] latitudes = new float[TIMES * NX * NY];
        final float[] longitudes = new float[TIMES * NX * NY];
        for (int at = 0; at < latitudes.length; at++) {
            final int i = at % NX;
            final int j = at / NX % NY;
            final double y0 = MapProjection.RADIUS_KM
                    * Math.cos(Math.toRadians(25))
                    * Math.log(Math.tan(Math.toRadians(45 + 20 / 2.0)));
            final double y = (y0 + 10 * j) / (MapProjection.RADIUS_KM * Math.cos(Math.toRadians(25)));
            latitudes[at] = (float) (projection == 6 ? 20 + 0.1 * j : 2 * Math.toDegrees(Math.atan(Math.exp(y))) - 90);
            longitudes[at] = (float)
                    (projection == 6 ? 100 + 0.1 * i : 100 + 10 * i / (DEGREE_KM * Math.cos(Math.toRadians(25))));
        }
        final int cells = NX * NY;
        final FieldFile file = new FieldFile()
                .global("MAP_PROJ", projection)
                .global("TRUELAT1", 25f)
                .global("TRUELAT2", 25f)
                .global("STAND_LON", 102f)
                .global("CEN_LON", 102f)
                .global("POLE_LAT", 90f)
                .global("DX", 10_000f)
                .global("DY", 10_000f)
                .global("BOTTOM-TOP_GRID_DIMENSION", LAYERS + 1)
                .field("XTIME", "minutes since 2020-02-29 06:00:00", new float[] {360, 420}, TIMES)
                .field("XLAT", "degree_north", latitudes, TIMES, NY, NX)
                .field("XLONG", "degree_east", longitudes, TIMES, NY, NX)
                .field("ZNW", "", repeated(ETA), TIMES, LAYERS + 1)
                .field("P_TOP", "Pa", filled(TIMES, TOP), TIMES)
                .field("MU", "Pa", filled(TIMES * cells, 2000), TIMES, NY, NX)
                .field("MUB", "Pa", filled(TIMES * cells, DRY - 2000), TIMES, NY, NX)
                .field("PSFC", "Pa", filled(TIMES * cells, SURFACE), TIMES, NY, NX)
                .field("PBLH", "m", filled(TIMES * cells, 500), TIMES, NY, NX)
                .field("UST", "m s-1", filled(TIMES * cells, 0.3), TIMES, NY, NX)
                .field("HFX", "W m-2", filled(TIMES * cells, 100), TIMES, NY, NX)
                .field("P", "Pa", filled(TIMES * LAYERS * cells, 1000), TIMES, LAYERS, NY, NX)
                .field("PB", "Pa", filled(TIMES * LAYERS * cells, 69_000), TIMES, LAYERS, NY, NX)
                .field("T", "K", filled(TIMES * LAYERS * cells, 10), TIMES, LAYERS, NY, NX)
                .field("QVAPOR", "kg kg-1", filled(TIMES * LAYERS * cells, MIXING_RATIO), TIMES, LAYERS, NY, NX);
        return file.field("U", "m s-1", layered(NY * (NX + 1), 5), TIMES, LAYERS, NY, NX + 1)
                .field("V", "m s-1", layered((NY + 1) * NX, -2), TIMES, LAYERS, NY + 1, NX);
    }

    private static float[] filled(int length, double value) {
        final float[] filled = new float[length];
        Arrays.fill(filled, (float) value);
        return filled;
    }

    private static float[] repeated(float[] values) {
        final float[] repeated = Arrays.copyOf(values, TIMES * values.length);
        System.arraycopy(values, 0, repeated, values.length, values.length);
        return repeated;
    }

    /// A value, its double, its treble in the layers from below; ten more at the second time.
    private static float[] layered(int points, double value) {
        final float[] layered = new float[TIMES * LAYERS * points];
        for (int at = 0; at < layered.length; at++)
            layered[at] = (float) (value * (at / points % LAYERS + 1) + 10 * (at / points / LAYERS));
        return layered;
    }

    private Wrf wrf() {
        return new Wrf(GRID, LEVELS, folder, List.of());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6})
    void readsEachOfTheTimes(int projection) {
        file(projection).write(folder.resolve("wrfout_d01_2020-02-29_12:00:00"));
        final Wrf wrf = wrf();
        assertThat(wrf.profileSteps(BEGIN, BEGIN)).containsExactly(BEGIN, BEGIN.plusSeconds(3600));
        for (int t = 0; t < TIMES; t++) {
            final Profiles profiles = wrf.profiles(BEGIN.plusSeconds(3600 * t));
            final double temperature = 310 * Math.pow(0.7, 2.0 / 7);
            // layers of the file end at eta 0.8 and 0.4, those of the model at 0.9, 0.6, 0.3
            final double[] share = {1, 1 * (0.1 / 0.3) + 2 * (0.2 / 0.3), 2 * (0.2 / 0.3) + 3 * (0.1 / 0.3), 3};
            final float[] x = profiles.winds().x();
            final float[] y = profiles.winds().y();
            assertThat(x).hasSize(9 * 6 * LEVELS.nz());
            assertThat(y).hasSize(8 * 7 * LEVELS.nz());
            for (int at = 0; at < x.length; at++)
                assertThat((double) x[at]).isCloseTo(5 * share[at % LEVELS.nz()] + 10 * t, within(1e-4));
            for (int at = 0; at < y.length; at++)
                assertThat((double) y[at]).isCloseTo(-2 * share[at % LEVELS.nz()] + 10 * t, within(1e-4));
            for (int at = 0; at < profiles.temperatureK().length; at++) {
                assertThat((double) profiles.temperatureK()[at]).isCloseTo(temperature, within(1e-3));
                assertThat((double) profiles.specificHumidity()[at])
                        .isCloseTo(MIXING_RATIO / (1 + MIXING_RATIO), within(1e-8));
            }
            for (float pa : profiles.surfacePressurePa())
                assertThat((double) pa).isCloseTo(SURFACE, within(0.01));
            assertThat(wrf.surface(BEGIN).frictionVelocity()).containsOnly(0.3f);
        }
    }

    @Test
    void saysThatPlacesAreOffTheGrid() {
        file(3).global("DX", 11_000f).write(folder.resolve("wrfout_d01_2020-02-29_12:00:00"));
        assertThatThrownBy(() -> wrf().profileSteps(BEGIN, BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("wrfout_d01_2020-02-29_12:00:00: lies on a grid that cannot be used")
                .hasMessageContaining("expected within 0.05 cells");
    }

    @Test
    void saysThatAProjectionIsUnknown() {
        file(3).global("MAP_PROJ", 0).write(folder.resolve("wrfout_d01_2020-02-29_12:00:00"));
        assertThatThrownBy(() -> wrf().profileSteps(BEGIN, BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("MAP_PROJ is 0, expected 1 (Lambert conformal)");
    }

    @Test
    void saysThatColumnsWeighSomethingElse() {
        file(6).field("PSFC", "Pa", filled(TIMES * NX * NY, 90_000), TIMES, NY, NX)
                .write(folder.resolve("wrfout_d01_2020-02-29_12:00:00"));
        assertThatThrownBy(() -> wrf().profiles(BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a column weighs 97919.9")
                .hasMessageContaining("expected PSFC, 90000.0 Pa, within 500.0");
    }

    @Test
    void saysThatHybridLayersNeedTheirCoefficients() {
        file(6).global("HYBRID_OPT", 2).write(folder.resolve("wrfout_d01_2020-02-29_12:00:00"));
        assertThatThrownBy(() -> wrf().profiles(BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no file has variable C3F");
    }

    @Test
    void saysThatAValueIsNoneThatTheAirHas() {
        file(6).field("U", "m s-1", layered(NY * (NX + 1), 500), TIMES, LAYERS, NY, NX + 1)
                .write(folder.resolve("wrfout_d01_2020-02-29_12:00:00"));
        assertThatThrownBy(() -> wrf().profiles(BEGIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("variable U at 2020-02-29T12:00:00Z: the wind is")
                .hasMessageContaining("expected -200.0 to 200.0");
    }
}
