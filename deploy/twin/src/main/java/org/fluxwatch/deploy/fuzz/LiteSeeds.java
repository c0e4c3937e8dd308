package org.fluxwatch.deploy.fuzz;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.deploy.twin.GroundPixel;
import org.fluxwatch.deploy.twin.LiteFileWriter;
import org.fluxwatch.deploy.twin.LiteGranule;
import org.fluxwatch.deploy.twin.LiteSounding;

/// Small Lite files of the same soundings: by the HDF5 library, as the archive has them, with heaps and trees of
/// its own (a resource, since nothing here writes these); chunked and deflated as the twin writes them; and plain,
/// so that a change of a byte is a change of a value.
final class LiteSeeds {
    static final LocalDate DAY = LocalDate.of(2019, 5, 5);
    static final String NAME = "oco2_LtCO2_190505_B11210Ar_190507120000s.nc4";

    private static final Instant PRODUCED = Instant.parse("2019-05-07T12:00:00Z");
    private static final int SOUNDINGS = 3;
    private static final int LEVELS = LiteSounding.LEVELS;
    private static final double[] NO_CORNERS = new double[4];

    private LiteSeeds() {}

    static List<byte[]> in(Path folder) throws IOException {
        final Path written = LiteFileWriter.write(new LiteGranule(Sensor.OCO2, DAY, PRODUCED, soundings()), folder);
        final byte[] chunked = Files.readAllBytes(written);
        final Path plain = folder.resolve("plain.nc4");
        writePlain(plain);
        return List.of(byTheLibrary(), chunked, Files.readAllBytes(plain));
    }

    private static byte[] byTheLibrary() throws IOException {
        try (InputStream in = LiteSeeds.class.getResourceAsStream("lite-by-libhdf5.nc4")) {
            return in.readAllBytes();
        }
    }

    private static List<LiteSounding> soundings() {
        final List<LiteSounding> soundings = new ArrayList<>();
        for (int n = 0; n < SOUNDINGS; n++)
            soundings.add(new LiteSounding(
                    new GroundPixel(
                            id(n),
                            time(n),
                            36 + n,
                            115,
                            1,
                            25_000,
                            100,
                            GroundPixel.Mode.NADIR,
                            30,
                            150,
                            1,
                            90,
                            30,
                            NO_CORNERS,
                            NO_CORNERS),
                    LiteSounding.Surface.LAND,
                    LiteSounding.Verdict.GOOD,
                    410 + n,
                    0.5,
                    new ColumnRetrieval(408, new Profile(pressure()), new Profile(weight()), ones(), prior()),
                    1000,
                    1001));
        return soundings;
    }

    private static Instant time(int n) {
        return DAY.atTime(5, 10, n).toInstant(java.time.ZoneOffset.UTC);
    }

    private static long id(int n) {
        return 2019_05_05_05_10_00_01L + 100L * n;
    }

    private static float[] pressure() {
        final float[] pressure = new float[LEVELS];
        for (int k = 0; k < LEVELS; k++) pressure[k] = k == 0 ? 0.1f : 1000f * k / (LEVELS - 1);
        return pressure;
    }

    private static float[] weight() {
        final float[] weight = new float[LEVELS];
        for (int k = 0; k < LEVELS; k++) weight[k] = (k == 0 || k == LEVELS - 1 ? 0.5f : 1f) / (LEVELS - 1);
        return weight;
    }

    private static Profile ones() {
        return filled(1);
    }

    private static Profile prior() {
        return filled(405);
    }

    private static Profile filled(float value) {
        final float[] profile = new float[LEVELS];
        java.util.Arrays.fill(profile, value);
        return new Profile(profile);
    }

    private static void writePlain(Path path) {
        final long[] ids = new long[SOUNDINGS];
        final double[] times = new double[SOUNDINGS];
        for (int n = 0; n < SOUNDINGS; n++) {
            ids[n] = id(n);
            times[n] = time(n).getEpochSecond();
        }
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putDataset("sounding_id", ids);
            file.putDataset("time", times).putAttribute("units", "seconds since 1970-01-01 00:00:00");
            file.putDataset("latitude", new float[] {36, 37, 38}).putAttribute("missing_value", -999_999f);
            file.putDataset("longitude", new float[] {115, 115, 115});
            file.putDataset("xco2", new float[] {410, 411, 412}).putAttribute("missing_value", -999_999f);
            file.putDataset("xco2_uncertainty", new float[] {0.5f, 0.5f, 0.5f});
            file.putDataset("xco2_apriori", new float[] {408, 408, 408});
            file.putDataset("xco2_quality_flag", new byte[SOUNDINGS]).putAttribute("missing_value", (byte) 127);
            file.putDataset("co2_profile_apriori", rows(prior().values()));
            file.putDataset("xco2_averaging_kernel", rows(ones().values()));
            file.putDataset("pressure_levels", rows(pressure()));
            file.putDataset("pressure_weight", rows(weight()));
            final WritableGroup sounding = file.putGroup("Sounding");
            sounding.putDataset("operation_mode", new byte[SOUNDINGS]);
            sounding.putDataset("land_water_indicator", new byte[SOUNDINGS]);
        }
    }

    private static float[][] rows(float[] profile) {
        final float[][] rows = new float[SOUNDINGS][];
        java.util.Arrays.fill(rows, profile);
        return rows;
    }
}
