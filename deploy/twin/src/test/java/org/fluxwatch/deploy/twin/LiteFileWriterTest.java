package org.fluxwatch.deploy.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jhdf.HdfFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.assimilate.inputs.LandMask;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.region.BoxRegion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteFileWriterTest {
    @TempDir
    Path folder;

    private static LiteGranule granule(Sensor sensor) {
        final BoxRegion window = new BoxRegion("window", 25, 45, 100, 120);
        return new RetrievalSimulator(5, new LandMask())
                .simulate(
                        sensor,
                        RetrievalSimulatorTest.DAY,
                        sensor == Sensor.GOSAT ? RetrievalSimulatorTest.EAST_ASIA : window,
                        RetrievalSimulatorTest.uniform(412),
                        RetrievalSimulatorTest.PRODUCED)
                .granule();
    }

    @Test
    void namesFilesAsGesDiscDoes() {
        assertThat(granule(Sensor.OCO2).fileName()).isEqualTo("oco2_LtCO2_190501_B11210Ar_190503120000s.nc4");
        assertThat(granule(Sensor.GOSAT).fileName()).isEqualTo("acos_LtCO2_190501_v210210_B9213A_190503120000s.nc4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oco2", "gosat"})
    void writesWhatJhdfReadsBack(Sensor sensor) throws IOException {
        final LiteGranule granule = granule(sensor);
        assertThat(granule.soundings()).hasSizeGreaterThan(20);
        try (HdfFile file = new HdfFile(LiteFileWriter.write(granule, folder))) {
            final BigInteger[] ids =
                    (BigInteger[]) file.getDatasetByPath("/sounding_id").getData();
            final float[] xco2 = (float[]) file.getDatasetByPath("/xco2").getData();
            final float[] apriori =
                    (float[]) file.getDatasetByPath("/xco2_apriori").getData();
            final double[] time = (double[]) file.getDatasetByPath("/time").getData();
            final byte[] flags =
                    (byte[]) file.getDatasetByPath("/xco2_quality_flag").getData();
            final float[][] pressures =
                    (float[][]) file.getDatasetByPath("/pressure_levels").getData();
            final float[][] weights =
                    (float[][]) file.getDatasetByPath("/pressure_weight").getData();
            final float[][] prior =
                    (float[][]) file.getDatasetByPath("/co2_profile_apriori").getData();
            assertThat(ids).hasSize(granule.soundings().size());
            for (int n = 0; n < ids.length; n++) {
                final LiteSounding sounding = granule.soundings().get(n);
                assertThat(ids[n].longValueExact()).isEqualTo(sounding.pixel().soundingId());
                assertThat(xco2[n]).isEqualTo((float) sounding.xco2Ppm());
                assertThat(time[n]).isCloseTo(sounding.pixel().time().toEpochMilli() / 1e3, within(0.001));
                assertThat(flags[n]).isEqualTo((byte) (sounding.verdict() == LiteSounding.Verdict.GOOD ? 0 : 1));
                double sum = 0;
                double column = 0;
                for (int k = 0; k < 20; k++) {
                    sum += weights[n][k];
                    column += weights[n][k] * prior[n][k];
                    if (k > 0) assertThat(pressures[n][k]).isGreaterThan(pressures[n][k - 1]);
                }
                assertThat(sum).isCloseTo(1, within(1e-6));
                assertThat(column).isCloseTo(apriori[n], within(0.01));
            }
            assertThat(file.getAttribute("filtering state").getData().toString())
                    .contains("Simulated");
            assertThat(file.getDatasetByPath("/xco2").getAttribute("units").getData())
                    .isEqualTo("ppm");
            assertThat(file.getDatasetByPath("/xco2")
                            .getAttribute("missing_value")
                            .getData())
                    .isEqualTo(new float[] {-999_999f});
            final byte[] surface =
                    (byte[]) file.getDatasetByPath("/Retrieval/surface_type").getData();
            assertThat(surface).hasSize(ids.length);
            if (sensor == Sensor.GOSAT)
                assertThat((String[]) file.getDatasetByPath("/Sounding/gain").getData())
                        .hasSize(ids.length)
                        .containsOnly("H");
            final String[] sources =
                    (String[]) file.getDatasetByPath("/source_files").getData();
            assertThat(sources[0]).startsWith(sensor.label() + "_L2Simulated_");
        }
    }

    @Test
    void keepsTheDateWithinATenthOfTheTime() throws IOException {
        try (HdfFile file = new HdfFile(LiteFileWriter.write(granule(Sensor.OCO2), folder))) {
            final short[][] date = (short[][]) file.getDatasetByPath("/date").getData();
            final double[] time = (double[]) file.getDatasetByPath("/time").getData();
            for (int n = 0; n < time.length; n++) {
                final double seconds = date[n][3] * 3600 + date[n][4] * 60 + date[n][5] + date[n][6] / 1e3;
                assertThat(time[n] % 86_400 - seconds).isBetween(-0.138, 0.116);
                assertThat(date[n][6]).isIn((short) 0, (short) 300, (short) 700);
            }
        }
    }

    @Test
    void undoesTheBiasCorrectionConsistently() {
        for (LiteSounding sounding : granule(Sensor.OCO2).soundings()) {
            final double raw = LiteBiasCorrection.rawXco2Ppm(sounding);
            assertThat(raw).isCloseTo(sounding.xco2Ppm(), within(6.0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oco2", "gosat"})
    void writesTheSameBytesTwice(Sensor sensor) throws Exception {
        final byte[] once = Files.readAllBytes(LiteFileWriter.write(granule(sensor), folder.resolve("once")));
        Thread.sleep(1100); // HDF5 would store times in seconds
        final byte[] twice = Files.readAllBytes(LiteFileWriter.write(granule(sensor), folder.resolve("twice")));
        assertThat(twice).isEqualTo(once);
    }

    @Test
    void leavesNoTemporaryFile() throws IOException {
        LiteFileWriter.write(granule(Sensor.GOSAT), folder);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1).allMatch(file -> file.toString().endsWith("s.nc4"));
        }
    }

    @Test
    void writesADayWithoutSoundings() throws IOException {
        final LiteGranule empty =
                new LiteGranule(Sensor.OCO2, RetrievalSimulatorTest.DAY, RetrievalSimulatorTest.PRODUCED, List.of());
        final Path path = LiteFileWriter.write(empty, folder);
        try (HdfFile file = new HdfFile(path)) {
            assertThat(file.getDatasetByPath("/sounding_id").getDimensions()).containsExactly(0);
            assertThat(file.getDatasetByPath("/pressure_levels").getDimensions())
                    .containsExactly(0, 20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oco2", "gosat"})
    void lookLikeNetcdfToTheNetcdfLibrary(Sensor sensor) throws Exception {
        final Path ncdump = Path.of("/usr/bin/ncdump");
        assumeTrue(Files.isExecutable(ncdump), "no " + ncdump);
        final LiteGranule granule = granule(sensor);
        final String header = run(
                ncdump.toString(), "-h", LiteFileWriter.write(granule, folder).toString());
        assertThat(header)
                .contains("sounding_id = " + granule.soundings().size() + " ;")
                .contains("levels = 20 ;")
                .contains("uint64 sounding_id(sounding_id) ;")
                .contains("float pressure_weight(sounding_id, levels) ;")
                .contains("short date(sounding_id, epoch_dimension) ;")
                .contains("string source_files(source_files) ;")
                .contains("group: Sounding {")
                .contains("group: Retrieval {")
                .doesNotContain("phony_dim");
    }

    @Test
    void givesNumbersToPythonsReaders() throws Exception {
        final Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "no " + python);
        assumeTrue(exitCode(python.toString(), "-c", "import xarray, netCDF4") == 0, "no xarray");
        final LiteGranule granule = granule(Sensor.OCO2);
        final String script = """
                import sys, xarray, netCDF4
                d = netCDF4.Dataset(sys.argv[1])
                x = xarray.open_dataset(sys.argv[1])
                s = xarray.open_dataset(sys.argv[1], group='Sounding')
                print(len(x.sounding_id), int(x.sounding_id[0]), d['source_files'][0], dict(x.sizes)['levels'])
                print(sorted(d.groups), str(x.time.values[0])[:19], set(s.operation_mode.values.astype(int)) <= {0, 1})
                """;
        final String output = run(
                python.toString(),
                "-c",
                script,
                LiteFileWriter.write(granule, folder).toString());
        final GroundPixel first = granule.soundings().getFirst().pixel();
        assertThat(output)
                .contains(granule.soundings().size() + " " + first.soundingId() + " oco2_L2Simulated_")
                .contains("['Meteorology', 'Retrieval', 'Sounding'] "
                        + first.time().toString().substring(0, 19))
                .contains("True");
    }

    private static int exitCode(String... command) throws Exception {
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private static String run(String... command) throws Exception {
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
