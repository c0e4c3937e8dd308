package org.fluxwatch.assimilate.inversion.background;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.record.Superobservation;

/// Backgrounds from observations alone: a percentile of those of seven days around a place, or in its
/// band of latitude.
///
/// Taken of the paper: an observation is in its own window, like all others that are not withheld. Ours:
/// a window that holds nothing else is empty, as an observation that is its own background would only say
/// that fluxes are zero. A band is one of those from 90 S in steps of 5 degrees; around a place is within
/// a great circle's 2 degrees. Days are UTC days of the observations' times. Percentiles are linear
/// between order statistics (Hyndman and Fan 1996, type 7; numpy's `linear`): of n values the p-th is at
/// `(n - 1) p / 100`.
public final class WindowBackgrounds {
    private static final int WINDOW_DAYS = 7;
    private static final double RADIUS_DEGREES = 2;
    private static final double BAND_DEGREES = 5;
    private static final double RADIUS_KM = Math.toRadians(RADIUS_DEGREES) * Sphere.RADIUS_M / 1000;

    private final Rule rule;
    private final List<Observed> observations;
    private final Map<Long, Day> days = new HashMap<>();
    private final Map<Integer, double[]> around = new HashMap<>();
    private final Map<Band, double[]> bands = new HashMap<>();

    /// Which days a window has.
    public enum Rule {
        /// Three before the observation's, it, and three after.
        CENTRED(-3),
        /// Six before the observation's, and it.
        TRAILING(-6);

        private final int first;

        Rule(int first) {
            this.first = first;
        }

        /// Days after the observation's own that its window needs.
        public int daysAfter() {
            return first + WINDOW_DAYS - 1;
        }
    }

    /// An observation as windows see it.
    ///
    /// @param latitude degrees north
    /// @param longitude degrees east
    /// @param withheld has a background, but is in nobody's
    public record Observed(Instant time, double latitude, double longitude, double ppm, boolean withheld) {
        public static Observed of(Superobservation observation) {
            return new Observed(
                    observation.time(),
                    observation.latitude(),
                    observation.longitude(),
                    observation.xco2Ppm(),
                    observation.withheld());
        }

        private long day() {
            return Math.floorDiv(time.getEpochSecond(), 86_400L);
        }

        private int band() {
            return (int) Math.floor(latitude / BAND_DEGREES);
        }
    }

    /// A day's observations that are not withheld, from south to north.
    private record Day(List<Observed> northwards, double[] latitudes) {
        static Day of(List<Observed> observations) {
            final List<Observed> northwards = observations.stream()
                    .sorted((one, other) -> Double.compare(one.latitude(), other.latitude()))
                    .toList();
            return new Day(
                    northwards,
                    northwards.stream().mapToDouble(Observed::latitude).toArray());
        }

        /// The first that is not south of a latitude.
        int from(double latitude) {
            int low = 0;
            int high = latitudes.length;
            while (low < high) {
                final int middle = (low + high) >>> 1;
                if (latitudes[middle] < latitude) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }

    private record Band(long day, int band) {}

    /// @param observations all that windows may hold, in any order; of the first and last days windows
    ///     are not full
    public WindowBackgrounds(Rule rule, List<Observed> observations) {
        this.rule = rule;
        this.observations = List.copyOf(observations);
        final Map<Long, List<Observed>> byDay = new HashMap<>();
        for (Observed one : this.observations)
            if (!one.withheld())
                byDay.computeIfAbsent(one.day(), _ -> new ArrayList<>()).add(one);
        byDay.forEach((day, of) -> days.put(day, Day.of(of)));
    }

    /// Where a window looks.
    public enum Reach {
        /// Within 2 degrees.
        AROUND,
        /// In the band of latitude.
        BAND
    }

    /// The background of an observation, ppm; NaN where the window is empty.
    ///
    /// @param observation in the order they were given
    /// @param percent 0 to 100
    public double ppm(int observation, Reach reach, double percent) {
        final Observed one = observations.get(observation);
        final double[] values =
                switch (reach) {
                    case AROUND -> around.computeIfAbsent(observation, _ -> around(one));
                    case BAND -> bands.computeIfAbsent(new Band(one.day(), one.band()), this::band);
                };
        return values.length > (one.withheld() ? 0 : 1) ? percentile(values, percent) : Double.NaN;
    }

    /// Values within the radius, ascending.
    private double[] around(Observed one) {
        final Values values = new Values();
        for (int after = 0; after < WINDOW_DAYS; after++) {
            final Day day = days.get(one.day() + rule.first + after);
            if (day == null) continue;
            final double north = one.latitude() + RADIUS_DEGREES + 1e-9;
            for (int at = day.from(one.latitude() - RADIUS_DEGREES - 1e-9);
                    at < day.latitudes().length && day.latitudes()[at] <= north;
                    at++) {
                final Observed other = day.northwards().get(at);
                if (Sphere.distanceKm(one.latitude(), one.longitude(), other.latitude(), other.longitude())
                        <= RADIUS_KM * (1 + 1e-12)) values.add(other.ppm());
            }
        }
        return values.ascending();
    }

    /// Values within the band, ascending.
    private double[] band(Band band) {
        final Values values = new Values();
        for (int after = 0; after < WINDOW_DAYS; after++) {
            final Day day = days.get(band.day() + rule.first + after);
            if (day == null) continue;
            final int end = day.from((band.band() + 1) * BAND_DEGREES);
            for (int at = day.from(band.band() * BAND_DEGREES); at < end; at++)
                values.add(day.northwards().get(at).ppm());
        }
        return values.ascending();
    }

    /// @param ascending one value or more
    static double percentile(double[] ascending, double percent) {
        final double at = (ascending.length - 1) * percent / 100.0;
        final int below = (int) at;
        final int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
    }

    /// Numbers as they come.
    private static final class Values {
        private double[] values = new double[64];
        private int size;

        void add(double value) {
            if (size == values.length) values = Arrays.copyOf(values, 2 * size);
            values[size++] = value;
        }

        double[] ascending() {
            final double[] ascending = Arrays.copyOf(values, size);
            Arrays.sort(ascending);
            return ascending;
        }
    }
}
