package org.fluxwatch.publish.totals;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.publish.daily.Companion;
import org.fluxwatch.publish.daily.DamagedProductException;
import org.fluxwatch.publish.daily.SensorCodes;

/// The observations of a day of the filter, as its file has them; ppm, degrees north and east, NaN for what is missing.
///
/// @param satellite whether each is an XCO2 as a satellite sees it, and not of a station
/// @param status what was done with each, by name
record ObservedDay(
        double[] latitude,
        double[] longitude,
        boolean[] satellite,
        double[] observed,
        double[] error,
        double[] background,
        double[] analysis,
        double[] control,
        double[] forecast,
        String[] status) {
    /// @param day the day's own file; of 0.2.0 and before it has the observations, else the one beside it
    /// @throws DamagedProductException when the file is not as it was written, or of another revision than the day
    /// @throws IOException when the disk does not give the file
    static ObservedDay read(Path day, int revision) throws IOException {
        try (ClassicParts own = ClassicParts.open(day)) {
            if (own.has("obs_time")) return of(own);
        } catch (InputException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedProductException(day, String.valueOf(e.getMessage()), e);
        }
        final Path file = Companion.OBSERVATIONS.beside(day);
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

    /// Whether all three lanes have a value, so that each of them is compared on the same observations.
    boolean isSimulated(int n) {
        return !Double.isNaN(control[n] + forecast[n] + analysis[n] + observed[n]);
    }

    private static ObservedDay of(ClassicParts file) throws IOException {
        final List<Sensor> sensors = SensorCodes.read(file);
        final boolean[] satellite = new boolean[sensors.size()];
        for (int n = 0; n < satellite.length; n++) satellite[n] = sensors.get(n).isSatellite();
        return new ObservedDay(
                PartValues.of(file, "obs_latitude"),
                PartValues.of(file, "obs_longitude"),
                satellite,
                PartValues.of(file, "obs_xco2"),
                PartValues.of(file, "obs_error"),
                PartValues.of(file, "obs_background"),
                PartValues.of(file, "obs_analysis"),
                PartValues.of(file, "obs_control"),
                PartValues.of(file, "obs_forecast"),
                meanings(file, "obs_status"));
    }

    /// What each code of a variable means.
    private static String[] meanings(ClassicParts file, String name) throws IOException {
        final byte[] codes = file.bytes(name);
        final List<String> meanings =
                List.of(file.text(name, "flag_meanings").orElse("").split(" "));
        final String[] of = new String[codes.length];
        for (int n = 0; n < codes.length; n++) of[n] = meanings.get(codes[n]);
        return of;
    }
}
