package org.fluxwatch.publish.totals;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.publish.daily.DamagedProductException;

/// The observations of a day of the filter, as its file has them; ppm and degrees north, NaN for what is missing.
///
/// @param status what was done with each, by name
record ObservedDay(
        double[] latitude,
        double[] observed,
        double[] error,
        double[] background,
        double[] analysis,
        double[] control,
        double[] forecast,
        String[] status) {
    private static final double FILL = 9.969209968386869e36;

    /// @param day the day's own file; of 0.2.0 and before it has the observations, else the one beside it
    /// @throws DamagedProductException when the file is not as it was written, or of another revision than the day
    /// @throws IOException when the disk does not give the file
    static ObservedDay read(Path day, int revision) throws IOException {
        try (ClassicParts own = ClassicParts.open(day)) {
            if (own.has("obs_time")) return of(own);
        }
        final String name = day.getFileName().toString();
        final int period = name.lastIndexOf('_');
        final Path file = day.resolveSibling(name.substring(0, period) + "_obs" + name.substring(period));
        try (ClassicParts beside = ClassicParts.open(file)) {
            final int there = (int) beside.number("revision").orElse(-1);
            if (there != revision)
                throw new DamagedProductException(file, "it is of revision " + there + ", expected " + revision, null);
            return of(beside);
        } catch (NoSuchFileException e) {
            throw new DamagedProductException(day, file.getFileName() + " with its observations is not there", e);
        } catch (InputException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedProductException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static ObservedDay of(ClassicParts file) throws IOException {
        final byte[] codes = file.bytes("obs_status");
        final List<String> meanings =
                List.of(file.text("obs_status", "flag_meanings").orElse("").split(" "));
        final String[] status = new String[codes.length];
        for (int n = 0; n < codes.length; n++) status[n] = meanings.get(codes[n]);
        return new ObservedDay(
                values(file, "obs_latitude"),
                values(file, "obs_xco2"),
                values(file, "obs_error"),
                values(file, "obs_background"),
                values(file, "obs_analysis"),
                values(file, "obs_control"),
                values(file, "obs_forecast"),
                status);
    }

    private static double[] values(ClassicParts file, String name) throws IOException {
        return Arrays.stream(file.doubles(name))
                .map(value -> value == FILL ? Double.NaN : value)
                .toArray();
    }
}
