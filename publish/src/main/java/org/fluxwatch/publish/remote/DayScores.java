package org.fluxwatch.publish.remote;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.publish.daily.CfVariable;
import org.fluxwatch.publish.daily.Companion;
import org.fluxwatch.publish.daily.SensorCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a day's files of the filter say of its observations. Of a file of 0.2.0 and before all of it is in the day's
/// own, later in the one beside it.
///
/// @param chiSquare of the innovations; NaN where it is not known
/// @param byStatus observations by what was done with them
/// @param scores by set and lane, such as `withheld/AN`; none of single stations
/// @param sensors by name
record DayScores(
        int revision,
        double chiSquare,
        Map<String, Integer> byStatus,
        Map<String, Score> scores,
        Map<String, Departures> sensors) {
    private static final Logger LOG = LoggerFactory.getLogger(DayScores.class);

    /// @param biasPpm mean of observed minus simulated, NaN where the set is too small, as are the others
    record Score(int count, double biasPpm, double rmsePpm, double maePpm) {}

    /// How far the observations of a sensor that were assimilated or gated lie from their background.
    ///
    /// @param sumPpm of observed minus simulated
    /// @param squaresPpm2 sum of its squares, ppm²
    record Departures(int count, double sumPpm, double squaresPpm2) {
        static final Departures NONE = new Departures(0, 0, 0);

        Departures with(double ppm) {
            return new Departures(count + 1, sumPpm + ppm, squaresPpm2 + ppm * ppm);
        }
    }

    /// Empty when the file is damaged, or another revision's observations lie beside it for a moment.
    static Optional<DayScores> read(Path day) throws IOException {
        try (ClassicParts own = ClassicParts.open(day)) {
            final int revision = (int) own.number("revision").orElse(0);
            final double chiSquare = own.has("chi_square") ? own.doubles("chi_square")[0] : Double.NaN;
            if (own.has("obs_time")) return Optional.of(of(own, revision, chiSquare));
            try (ClassicParts beside = ClassicParts.open(Companion.OBSERVATIONS.beside(day))) {
                return (int) beside.number("revision").orElse(-1) == revision
                        ? Optional.of(of(beside, revision, chiSquare))
                        : Optional.empty();
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (InputException | IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.warn("{} is damaged: {}; it is passed over", day, e.getMessage());
            return Optional.empty();
        }
    }

    private static DayScores of(ClassicParts file, int revision, double chiSquare) throws IOException {
        return new DayScores(revision, known(chiSquare), counts(file), scores(file), sensors(file));
    }

    private static double known(double value) {
        return value == CfVariable.DOUBLE_FILL ? Double.NaN : value;
    }

    private static Map<String, Integer> counts(ClassicParts file) throws IOException {
        final Map<String, Integer> counts = new TreeMap<>();
        if (!file.has("status_name")) return counts;
        final List<String> names = file.texts("status_name");
        final int[] count = file.ints("status_count");
        for (int n = 0; n < names.size(); n++) counts.put(names.get(n), count[n]);
        return counts;
    }

    private static Map<String, Score> scores(ClassicParts file) throws IOException {
        final Map<String, Score> scores = new TreeMap<>();
        if (!file.has("score_name")) return scores;
        final List<String> names = file.texts("score_name");
        final int[] count = file.ints("score_count");
        final double[] bias = file.doubles("score_bias");
        final double[] rmse = file.doubles("score_rmse");
        final double[] mae = file.doubles("score_mae");
        for (int n = 0; n < names.size(); n++)
            if (names.get(n).indexOf(':') < 0)
                scores.put(names.get(n), new Score(count[n], known(bias[n]), known(rmse[n]), known(mae[n])));
        return scores;
    }

    private static Map<String, Departures> sensors(ClassicParts file) throws IOException {
        final Map<String, Departures> sensors = new TreeMap<>();
        if (!file.has("obs_sensor")) return sensors;
        final List<Sensor> sensor = SensorCodes.read(file);
        final List<String> statusNames = meanings(file, "obs_status");
        final byte[] status = file.bytes("obs_status");
        final double[] observed = file.doubles("obs_xco2");
        final double[] background = file.doubles("obs_background");
        for (int n = 0; n < status.length; n++) {
            final String done = statusNames.get(status[n]);
            final double departure = known(observed[n]) - known(background[n]);
            if ((done.equals("assimilated") || done.equals("gated")) && !Double.isNaN(departure))
                sensors.merge(
                        sensor.get(n).label(), Departures.NONE.with(departure), (before, _) -> before.with(departure));
        }
        return sensors;
    }

    private static List<String> meanings(ClassicParts file, String variable) {
        return List.of(file.text(variable, "flag_meanings").orElse("").split(" "));
    }
}
