package org.fluxwatch.assimilate.inputs.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.CELLS;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.UNITS;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.all;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.axis;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.perRelease;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.released;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.values;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Slice;
import org.fluxwatch.assimilate.inputs.footprint.Receptor.Kernel;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenGhgFileTest {
    private static final int[] ONE = {1, 3, 4};

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("SITE-10magl_TEST_202006.nc");
    }

    private static ClassicVariable fp(String units, float... values) {
        return values("fp", "time lat lon", ONE, units, values);
    }

    /// Hours back 0 and 1, and the rest as a third.
    private static ClassicVariable hours(double first, double second, double rest) {
        final float[] values = new float[3 * CELLS];
        for (int h = 0; h < 3; h++)
            java.util.Arrays.fill(
                    values, h * CELLS, (h + 1) * CELLS, (float) (h == 0 ? first : h == 1 ? second : rest));
        return values("fp_HiTRes", "time H_back lat lon", new int[] {1, 3, 3, 4}, UNITS, values);
    }

    @Test
    void aSumOverTimeIsSpreadOverThirtyDays() throws IOException {
        final Slice whole = released(1)
                .with(fp(UNITS, all(CELLS, 0.25)))
                .write(file())
                .read(0)
                .slices()
                .getFirst();
        assertThat(whole.spread()).isTrue();
        assertThat(whole.from()).isEqualTo("2020-05-02T07:00:00Z");
        assertThat(whole.to()).isEqualTo("2020-06-01T07:00:00Z");
        assertThat(whole.sum()).isEqualTo(12 * 0.25);
    }

    @Test
    void theLastOfTheHoursBackIsTheRest() throws IOException {
        final Footprint footprint = released(1)
                .with(axis("H_back", "Hours", 0, 1, 2))
                .with(hours(1, 2, 5))
                .with(fp(UNITS, all(CELLS, 8)))
                .write(file())
                .read(0);
        assertThat(footprint.slices())
                .extracting(Slice::from)
                .containsExactly(
                        Instant.parse("2020-06-01T06:00:00Z"),
                        Instant.parse("2020-06-01T05:00:00Z"),
                        Instant.parse("2020-05-02T07:00:00Z"));
        assertThat(footprint.slices())
                .extracting(Slice::to)
                .containsExactly(
                        Instant.parse("2020-06-01T07:00:00Z"),
                        Instant.parse("2020-06-01T06:00:00Z"),
                        Instant.parse("2020-06-01T05:00:00Z"));
        assertThat(footprint.slices()).extracting(Slice::spread).containsExactly(false, false, true);
        assertThat(footprint.slices()).extracting(Slice::sum).containsExactly(12.0, 24.0, 60.0);
    }

    @Test
    void aRestOfItsOwnLeavesAllHoursHours() throws IOException {
        final Footprint footprint = released(1)
                .with(axis("resolution", "hours", 0, 3))
                .with(values(
                        "srr_time_resolved",
                        "time resolution lat lon",
                        new int[] {1, 2, 3, 4},
                        UNITS,
                        all(2 * CELLS, 1)))
                .with(values("srr_residual", "time lat lon", ONE, UNITS, all(CELLS, 4)))
                .write(file())
                .read(0);
        assertThat(footprint.slices()).extracting(Slice::spread).containsExactly(false, false, true);
        assertThat(footprint.slices().get(1).from()).isEqualTo("2020-06-01T01:00:00Z");
        assertThat(footprint.slices().get(1).to()).isEqualTo("2020-06-01T04:00:00Z");
        assertThat(footprint.sum()).isEqualTo(12 * 6);
    }

    @Test
    void hoursThatLackMostOfTheSumAreRefused() throws IOException {
        final FootprintFile file = released(1)
                .with(axis("H_back", "Hours", 0, 1, 2))
                .with(hours(1, 1, 1))
                .with(fp(UNITS, all(CELLS, 8)))
                .write(file());
        assertThatThrownBy(() -> file.read(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("fp_HiTRes adds up to 36.0 at 2020-06-01T06:00:00Z, expected the 96.0 of fp");
    }

    @ParameterizedTest
    @CsvSource({"NaN, has no value", "-1e-6, is -1.0E-6 ppm", "2e6, is 2000000.0 ppm"})
    void aValueThatIsNoSensitivityIsNamedWithItsPlaceAndTime(float value, String said) throws IOException {
        final float[] values = all(CELLS, 1);
        values[6] = value;
        final FootprintFile file = released(1).with(fp(UNITS, values)).write(file());
        assertThatThrownBy(() -> file.read(0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("SITE-10magl_TEST_202006.nc: variable fp " + said)
                .hasMessageContaining("at 2020-06-01T06:00:00Z, latitude 31.5, longitude 112.5, expected");
    }

    /// ppm per umol is (mol/mol) per mol; a residence time of 1000 s m3 kg-1 in a layer of 40 m is
    /// 1000 x 0.0289647 / 40 = 0.7241175, one of 1200 s in air of 1.2 kg m-3 the same.
    @ParameterizedTest
    @CsvSource({
        "(mol/mol)/(mol/m2/s), 2, 2",
        "m2 s mol-1, 2, 2",
        "ppm (umol-1 m2 s), 2, 2",
        "ppb (umol-1 m2 s), 2, 0.002",
        "s m3 kg-1, 1000, 0.7241175",
        "s, 1200, 0.7241175"
    })
    void unitsAreOnesOfASensitivityOrAResidenceTime(String units, float stored, double expected) throws IOException {
        final Footprint footprint = released(1)
                .with(fp(units, all(CELLS, stored)))
                .with(values("air_density", "time lat lon", ONE, "kg m-3", all(CELLS, 1.2)))
                .with(new ClassicAttribute.Numbers("LPDM_sampling_height", new ClassicValues.Floats(40)))
                .write(file())
                .read(0);
        assertThat(footprint.slices().getFirst().ppmPerFlux()[5]).isCloseTo((float) expected, within(1e-7f));
    }

    @Test
    void aResidenceTimeWithoutLayerOrDensityIsRefused() throws IOException {
        final FootprintFixture noLayer = released(1).with(fp("s m3 kg-1", all(CELLS, 1)));
        assertThatThrownBy(() -> noLayer.write(file()))
                .hasMessageContaining("the global attribute LPDM_sampling_height is missing, expected the height");
        final FootprintFixture noDensity = released(1)
                .with(fp("s", all(CELLS, 1)))
                .with(new ClassicAttribute.Numbers("LPDM_sampling_height", new ClassicValues.Floats(40)));
        assertThatThrownBy(() -> noDensity.write(file()))
                .hasMessageContaining("the file has no variable air_density, expected the density");
        final FootprintFixture mass = released(1).with(fp("kg m-2", all(CELLS, 1)));
        assertThatThrownBy(() -> mass.write(file()))
                .hasMessageContaining("has the units 'kg m-2', expected a sensitivity such as");
    }

    @Test
    void theHoursAndTheSumMustLieOnTheSameCells() throws IOException {
        final FootprintFixture two = released(1)
                .with(axis("H_back", "Hours", 0, 1, 2))
                .with(hours(1, 1, 1))
                .with(axis("latitude", "degrees_north", 40, 41, 42))
                .with(values("fp", "time latitude lon", ONE, UNITS, all(CELLS, 3)));
        assertThatThrownBy(() -> two.write(file()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("variable fp has 3 x 4 cells, latitude 40.0 to 42.0");
    }

    @Test
    void hoursBackThatAreUnevenAreRefused() {
        final FootprintFixture uneven =
                released(1).with(axis("H_back", "Hours", 0, 1, 3)).with(hours(1, 1, 1));
        assertThatThrownBy(() -> uneven.write(file()))
                .hasMessageContaining(
                        "variable H_back holds 3.0 Hours at 2, expected hours back from 0 by equal steps");
    }

    @Test
    void placesOfReleasesAreNeeded() {
        final FootprintFixture nowhere = FootprintFixture.onCells()
                .with(axis("time", "hours since 2020-06-01", 6))
                .with(perRelease("release_lat", 1, 131))
                .with(perRelease("release_lon", 1, 112))
                .with(fp(UNITS, all(CELLS, 1)));
        assertThatThrownBy(() -> nowhere.write(file()))
                .hasMessageContaining("variable release_lat is 131.0 at release 1, expected degrees, -90.0 to 90.0");
    }

    @Test
    void aFileOfSomethingElseNamesWhatItHas() {
        assertThatThrownBy(() -> FootprintFixture.onCells().write(file()))
                .hasMessageContaining("has the variables lat, lon, expected footprints: fp, srr,");
    }

    @Test
    void particlesThatLeftHaveAPlaceAnAgeAndAShare() throws IOException {
        final FootprintFixture fixture =
                released(1).with(fp(UNITS, all(CELLS, 1))).with(axis("height", "m", 500, 1500));
        for (String side : new String[] {"n", "s"}) {
            fixture.with(values(
                    "particle_locations_" + side,
                    "height lon time",
                    new int[] {2, 4, 1},
                    "",
                    0,
                    0,
                    0,
                    0,
                    0,
                    side.equals("n") ? 0.5f : 0,
                    0,
                    0));
            fixture.with(
                    values("mean_age_particles_" + side, "height lon time", new int[] {2, 4, 1}, "hrs", all(8, 24)));
        }
        for (String side : new String[] {"e", "w"}) {
            fixture.with(values(
                    "particle_locations_" + side,
                    "time lat height",
                    new int[] {1, 3, 2},
                    "1",
                    side.equals("w") ? 0.25f : 0,
                    0,
                    0,
                    0,
                    0,
                    0));
            fixture.with(
                    values("mean_age_particles_" + side, "time lat height", new int[] {1, 3, 2}, "hour", all(6, 48)));
        }
        final Footprint.Departed departed = fixture.write(file()).read(0).departed();
        assertThat(departed.weight()).containsExactly(0.5f, 0.25f);
        assertThat(departed.latitude()).containsExactly(33f, 30.5f);
        assertThat(departed.longitude()).containsExactly(111.5f, 110f);
        assertThat(departed.heightM()).containsExactly(1500f, 500f);
        assertThat(departed.time()[0])
                .isEqualTo(Instant.parse("2020-05-31T06:30:00Z").getEpochSecond());
        assertThat(departed.time()[1])
                .isEqualTo(Instant.parse("2020-05-30T06:30:00Z").getEpochSecond());
        assertThat(departed.lost()).isCloseTo(0.25, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "SITE-10magl_TEST.nc, '', false, POINT",
        "SITE-column_TEST.nc, '', false, UNKNOWN",
        "SITE-column_TEST.nc, '', true, APPLIED",
        "SITE-10magl_TEST.nc, Column with averaging kernel applied, false, APPLIED",
        "SITE-column_TEST.nc, Column without averaging kernel, true, NOT_APPLIED",
        "SITE-column_TEST.nc, The averaging kernel is not applied, false, NOT_APPLIED"
    })
    void aColumnSaysSoAndWhetherItsKernelIsIn(String name, String comment, boolean levels, String expected)
            throws IOException {
        final FootprintFixture fixture = released(1).with(fp(UNITS, all(CELLS, 1)));
        if (!comment.isEmpty()) fixture.with(ClassicAttribute.of("comment", comment));
        if (levels) fixture.with(ClassicAttribute.of("max_level", 17));
        final Receptor receptor =
                fixture.write(folder.resolve(name)).releases().getFirst().receptor();
        assertThat(receptor)
                .isEqualTo(
                        expected.equals("POINT")
                                ? new Receptor.Point()
                                : new Receptor.Column(Kernel.valueOf(expected)));
    }
}
