package org.fluxwatch.deploy.sample;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fluxwatch.deploy.twin.World;

/// An invented tower that measures the lowest air hourly, as a file of ObsPack.
final class Tower {
    private static final float FILL = -1e34f;
    private static final float HEIGHT_M = 60;
    private static final double ERROR_PPM = 0.3;

    private final String code;
    private final float latitude;
    private final float longitude;
    private final Random errors;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Float> moles = new ArrayList<>();

    /// @param code of three letters
    Tower(String code, double latitude, double longitude) {
        this.code = code;
        this.latitude = (float) latitude;
        this.longitude = (float) longitude;
        errors = new Random(code.hashCode());
    }

    void measure(World.Day day) {
        for (int h = 0; h < 24; h++) {
            final Instant time =
                    day.day().atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofMinutes(60L * h + 30));
            final double error = ERROR_PPM * errors.nextGaussian();
            day.lowestAir(time, latitude, longitude).ifPresent(ppm -> {
                seconds.add((double) time.getEpochSecond());
                moles.add((float) ((ppm + error) * 1e-6));
            });
        }
    }

    void write(Path folder) throws IOException {
        final int n = seconds.size();
        final GriddedFile file =
                new GriddedFile(folder.resolve("co2_" + code + "_tower-insitu_0_allvalid-60magl.nc"), FILL);
        file.attribute("dataset_name", "co2_" + code + "_tower-insitu_0_allvalid-60magl");
        file.attribute("dataset_parameter", "co2");
        file.attribute("site_name", "invented tower " + code);
        file.axis("obs", "1", IntStream.range(0, n).asDoubleStream().toArray());
        file.doubles(
                "time",
                "obs",
                "seconds since 1970-01-01T00:00:00Z",
                seconds.stream().mapToDouble(Double::doubleValue).toArray());
        final float[] values = new float[n];
        for (int i = 0; i < n; i++) values[i] = moles.get(i);
        file.floats("value", "obs", "mol mol-1", values);
        file.floats("value_std_dev", "obs", "mol mol-1", alike((float) (ERROR_PPM * 1e-6), n));
        file.floats("latitude", "obs", "degrees_north", alike(latitude, n));
        file.floats("longitude", "obs", "degrees_east", alike(longitude, n));
        file.floats("intake_height", "obs", "m", alike(HEIGHT_M, n));
        file.floats("obs_flag", "obs", "1", alike(1, n));
        file.write();
    }

    private static float[] alike(float value, int n) {
        final float[] values = new float[n];
        Arrays.fill(values, value);
        return values;
    }
}
