package org.fluxwatch.assimilate.inputs.station;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.SaneRange;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.contract.record.Sensor;

/// What a file has: the observations of the days wanted, and from when to when it has any in the domain.
final class StationSeries {
    /// Means over more than this have no hour.
    static final double LONGEST_SECONDS = 5_400;

    private final String station;
    private final Map<LocalDate, List<StationObservation>> days = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private LocalDate first = LocalDate.MAX;
    private LocalDate last = LocalDate.MIN;

    StationSeries(String station) {
        this.station = station.replace('/', '-').replace(':', '-');
    }

    String station() {
        return station;
    }

    /// Takes note that the file has observations in the domain from one time to another, seconds since 1970.
    void reaches(double seconds) {
        final LocalDate day = LocalDate.ofEpochDay(Math.floorDiv((long) Math.floor(seconds), 86_400L));
        if (day.isBefore(first)) first = day;
        if (day.isAfter(last)) last = day;
    }

    /// Whether the file may have observations of a day.
    boolean reaches(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /// Several at one time, such as the two of a pair of flasks, are told apart by their order in the file.
    void add(
            Sensor sensor,
            String scale,
            Instant time,
            double latitude,
            double longitude,
            double ppm,
            double ownErrorPpm,
            int samples,
            ObservationOperator operator) {
        final String id = station + "~" + time;
        final int same = ids.merge(id, 1, Integer::sum);
        days.computeIfAbsent(Wanted.day(time), day -> new ArrayList<>())
                .add(new StationObservation(
                        sensor,
                        station,
                        scale,
                        same == 1 ? id : id + "~" + same,
                        time,
                        latitude,
                        Wanted.east(longitude),
                        ppm,
                        ownErrorPpm >= 0 && ownErrorPpm < Double.POSITIVE_INFINITY ? ownErrorPpm : 0,
                        Math.max(1, samples),
                        operator));
    }

    List<StationObservation> of(LocalDate day) {
        return days.getOrDefault(day, List.of());
    }

    /// Height above ground of an inlet, m: that given, or altitude less elevation.
    static Optional<Double> height(double intakeM, double altitudeM, double elevationM) {
        for (double height : new double[] {intakeM, altitudeM - elevationM})
            if (height >= 0 && height < 20_000) return Optional.of(height);
        return Optional.empty();
    }

    static boolean isSane(double ppm) {
        return ppm >= SaneRange.CO2.least() && ppm <= SaneRange.CO2.greatest();
    }

    static String insane(double ppm) {
        return "CO2 is " + ppm + " ppm, expected " + SaneRange.CO2.least() + " to " + SaneRange.CO2.greatest();
    }
}
