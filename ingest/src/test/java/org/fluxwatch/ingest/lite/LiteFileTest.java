package org.fluxwatch.ingest.lite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.ingest.SyntheticLite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteFileTest {
    private static final Instant DAY = Instant.parse("2019-05-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4");
    }

    private LiteFile read(Sensor sensor, Co2Scale scale) throws LiteException, IOException {
        return LiteFile.read(file, Sensors.builtIn().description(sensor).orElseThrow(), scale);
    }

    private LiteFile read() throws LiteException, IOException {
        return read(Sensor.OCO2, Co2Scale.X2007);
    }

    @Test
    void readsValuesIdsAndProfiles() throws LiteException, IOException {
        new SyntheticLite(3, DAY).set("xco2_averaging_kernel", 2, 0.5).write(file);
        final LiteFile lite = read();
        assertThat(lite.soundings).isEqualTo(3);
        assertThat(lite.levels).isEqualTo(20);
        assertThat(lite.id).containsExactly(2019050103000001L, 2019050103000101L, 2019050103000201L);
        assertThat(lite.kernel[2 * 20 + 10]).isEqualTo(0.5f);
        assertThat(lite.kernel[10]).isEqualTo(0.9f);
        assertThat(lite.missing).isEmpty();
        assertThat(lite.surfaceKind.orElseThrow().variables()).containsExactly("Sounding/land_water_indicator");
    }

    @Test
    void takesMissingValuesOfEitherAttributeAsNaN() throws LiteException, IOException {
        new SyntheticLite(4, DAY)
                .set("xco2", 0, -999999)
                .set("xco2_apriori", 1, -1)
                .attribute("xco2_apriori", "_FillValue", -1f)
                .set("longitude", 2, -999999) // no attribute at all
                .set("xco2_quality_flag", 3, 127)
                .write(file);
        final LiteFile lite = read();
        assertThat(lite.xco2[0]).isNaN();
        assertThat(lite.priorXco2[1]).isNaN();
        assertThat(lite.longitude[2]).isNaN();
        assertThat(lite.qualityFlag).containsExactly(0, 0, 0, GridVariable.MISSING);
    }

    @Test
    void comparesMissingCodesInTheWidthOfTheVariable() throws LiteException, IOException {
        new SyntheticLite(2, DAY)
                .with("Sounding/operation_mode", new int[] {0, -1})
                .attribute("Sounding/operation_mode", "missing_value", (byte) -1)
                .write(file);
        assertThat(read().mode).containsExactly(0, GridVariable.MISSING);
    }

    @Test
    void acceptsIntegersOfAnyWidth() throws LiteException, IOException {
        new SyntheticLite(2, DAY)
                .with("xco2_quality_flag", new int[] {0, 1})
                .with("Sounding/operation_mode", new short[] {1, 2})
                .with("sounding_id", new int[] {7, 8})
                .write(file);
        final LiteFile lite = read();
        assertThat(lite.qualityFlag).containsExactly(0, 1);
        assertThat(lite.mode).containsExactly(1, 2);
        assertThat(lite.id).containsExactly(7, 8);
    }

    @Test
    void readsTheOldEpochFromTheUnits() throws LiteException, IOException {
        new SyntheticLite(1, DAY)
                .set("time", 0, 86_400)
                .attribute("time", "units", "seconds since 1993-01-01 00:00:00")
                .write(file);
        assertThat(Instant.ofEpochSecond((long) read().time[0])).isEqualTo("1993-01-02T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "seconds since 1970-01-01,                      1556672400.25",
        "seconds since 1970-01-01T00:00:00Z,            1556672400.25",
        "milliseconds since 2019-05-01 00:00:00.0 UTC,  3600250",
        "days since 2019-05-01 01:00:00 +01:00,         0.041669560185185",
        "hours since 2018-05-01,                        8761.0000694444",
        "weeks since 2019-04-24,                        1.00595279431217"
    })
    void readsTimesInAnyUnitOfOneLength(String units, double value) throws LiteException, IOException {
        new SyntheticLite(2, DAY)
                .set("time", 0, value)
                .set("time", 1, -999_999)
                .attribute("time", "units", units)
                .write(file);
        assertThat(read().time[0]).isCloseTo(1_556_672_400.25, within(1e-3));
        assertThat(read().time[1]).isNaN();
    }

    @Test
    void refusesTimesInMonths() {
        new SyntheticLite(1, DAY)
                .attribute("time", "units", "months since 2000-01-01")
                .write(file);
        assertThatThrownBy(this::read)
                .isInstanceOf(LiteException.class)
                .hasMessageContaining(
                        "variable time has units 'months since 2000-01-01', expected such as are all of one");
    }

    @Test
    void refusesTimeUnitsThatItDoesNotKnow() {
        new SyntheticLite(1, DAY).attribute("time", "units", "days since noon").write(file);
        assertThatThrownBy(this::read)
                .isInstanceOf(LiteException.class)
                .hasMessageContaining("variable time has the units 'days since noon', expected");
    }

    @Test
    void namesAllMissingVariables() throws LiteException, IOException {
        new SyntheticLite(1, DAY)
                .without(
                        "xco2_quality_flag",
                        "pressure_weight",
                        "Sounding/land_water_indicator",
                        "Sounding/operation_mode")
                .write(file);
        assertThat(read().missing)
                .containsExactly(
                        "xco2_quality_flag",
                        "pressure_weight",
                        "Sounding/land_water_indicator",
                        "Sounding/operation_mode");
        assertThat(read().missingCore).isEmpty();
    }

    @Test
    void knowsTheNamesThatOpendapMakesOfGroups() throws LiteException, IOException {
        new SyntheticLite(2, DAY)
                .without("Sounding/land_water_indicator", "Sounding/operation_mode")
                .with("Sounding_operation_mode", new byte[] {2, 127})
                .attribute("Sounding_operation_mode", "missing_value", (byte) 127)
                .with("Sounding_land_water_indicator", new byte[] {0, 1})
                .write(file);
        final LiteFile lite = read();
        assertThat(lite.missing).isEmpty();
        assertThat(lite.mode).containsExactly(2, GridVariable.MISSING);
        assertThat(lite.surfaceKind.orElseThrow().variables()).containsExactly("Sounding/land_water_indicator");
        assertThat(lite.surface).containsExactly(0, 1);
    }

    @Test
    void keepsWhatNamesTheInstrument() throws LiteException, IOException {
        new SyntheticLite(1, DAY).write(file);
        assertThat(read().attribute("Platform")).isEmpty();
        new SyntheticLite(1, DAY)
                .global("Platform", "OCO-3")
                .global("title", "OCO-3 L2FP Lite Output")
                .write(file);
        assertThat(read().attribute("Platform")).contains("OCO-3");
        assertThat(read().attribute("title")).contains("OCO-3 L2FP Lite Output");
    }

    @Test
    void refusesMoreThanAnyDayHas() {
        new SyntheticLite(1, DAY)
                .with("xco2_averaging_kernel", new float[1][101])
                .without("co2_profile_apriori")
                .write(file);
        assertThatThrownBy(this::read)
                .isInstanceOf(LiteException.class)
                .hasMessageContaining("has 1 soundings of 101 levels, expected at most 1000000 and 100");
    }

    @Test
    void leavesAMissingFileToTheDisk() {
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }

    @Test
    void missesNoOperationModeInGosatFiles() throws LiteException, IOException {
        new SyntheticLite(1, DAY)
                .without("Sounding/land_water_indicator", "Sounding/operation_mode")
                .with("Retrieval/surface_type", new byte[] {1})
                .write(file);
        final LiteFile lite = read(Sensor.GOSAT, Co2Scale.X2007);
        assertThat(lite.missing).isEmpty();
        assertThat(lite.surfaceKind.orElseThrow().variables()).containsExactly("Retrieval/surface_type");
    }

    @Test
    void takesTheFilesOwnX2019AndConvertsWhereThereIsNone() throws Exception {
        final SyntheticLite lite = new SyntheticLite(2, DAY);
        lite.write(file);
        assertThat(read(Sensor.OCO2, Co2Scale.X2007).xco2[0]).isEqualTo(410f);
        assertThat(read(Sensor.OCO2, Co2Scale.X2019).xco2[0]).isEqualTo((float) (1.00079 * 410 - 0.142));
        lite.with("xco2_x2019", new float[] {410.2f, -999_999f}).write(file);
        assertThat(read(Sensor.OCO2, Co2Scale.X2019).xco2[0]).isEqualTo(410.2f);
        assertThat(read(Sensor.OCO2, Co2Scale.X2019).xco2[1]).isNaN();
        assertThat(read(Sensor.OCO2, Co2Scale.X2007).xco2[1]).isEqualTo(410f);
        assertThat(read(Sensor.OCO2, Co2Scale.X2007).missing).isEmpty();
    }

    @Test
    void refusesTextWhereNumbersBelong() {
        new SyntheticLite(2, DAY)
                .without("xco2")
                .with("xco2", new String[] {"410.0", "411.0"})
                .write(file);
        assertThatThrownBy(this::read)
                .isInstanceOf(LiteException.class)
                .hasMessageContaining("variable xco2 is of type")
                .hasMessageContaining("expected numbers");
    }

    @Test
    void refusesFractionsWhereIdsBelong() {
        new SyntheticLite(2, DAY).with("sounding_id", new double[] {1.5, 2.5}).write(file);
        assertThatThrownBy(this::read)
                .hasMessageContaining("variable sounding_id is of type double, expected integers");
    }

    @Test
    void refusesShapesThatDoNotAgree() {
        new SyntheticLite(3, DAY).with("xco2", new float[2]).write(file);
        assertThatThrownBy(this::read).hasMessageContaining("variable xco2 has shape [2], expected [3]");
    }

    @Test
    void refusesProfilesOfOtherLevels() {
        new SyntheticLite(3, DAY).with("pressure_weight", new float[3][19]).write(file);
        assertThatThrownBy(this::read)
                .hasMessageContaining("variable pressure_weight has shape [3, 19], expected [3, 20]");
    }

    @Test
    void refusesHtmlAndEmptyFiles() throws IOException {
        Files.writeString(file, "<!DOCTYPE html><html><body>Earthdata Login</body></html>");
        assertThatThrownBy(this::read)
                .isInstanceOf(LiteException.class)
                .hasMessageContaining("begins with neither 'CDF' nor the HDF5 signature");
        Files.write(file, new byte[0]);
        assertThatThrownBy(this::read).isInstanceOf(LiteException.class);
    }

    @Test
    void refusesAnHdf5FileOfSomethingElse() {
        try (var hdf = io.jhdf.HdfFile.write(file)) {
            hdf.putDataset("methane", new float[] {1, 2});
        }
        assertThatThrownBy(this::read).hasMessageContaining("has none of the variables of a Lite file");
    }

    @Test
    void neverThrowsAnythingElseAtDamagedBytes() throws IOException {
        final byte[] good = Files.readAllBytes(new SyntheticLite(5, DAY).write(file));
        final Random random = new Random(7);
        for (int trial = 0; trial < 300; trial++) {
            final byte[] bad = good.clone();
            for (int hit = 0; hit < 1 + trial % 8; hit++)
                bad[random.nextInt(trial % 2 == 0 ? 512 : bad.length)] = (byte) random.nextInt();
            Files.write(file, bad);
            try {
                read();
            } catch (LiteException expected) {
                assertThat(expected.getMessage()).doesNotContain("\n");
            }
        }
    }
}
