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

    private static final int[] GRID = {50, 60};
    private static final int[] BAND = {30, 60, 80};

    /// Names, in the order of results.
    public static final List<String> NAMES = List.of("Grid_50", "Grid_60", "Lati_30", "Lati_60", "Lati_80");

    private final Rule rule;
    private final List<Observed> observations;
    private final Map<Long, Day> days = new HashMap<>();
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

    /// The five backgrounds of an observation, ppm, in the order of [#NAMES]; NaN where the window is
    /// empty.
    public double[] ppm(int observation) {
        final Observed one = observations.get(observation);
        final int own = one.withheld() ? 0 : 1;
        final double[] around = around(one);
        final double[] band = bands.computeIfAbsent(new Band(one.day(), one.band()), this::band);
        final double[] ppm = new double[GRID.length + BAND.length];
        for (int g = 0; g < GRID.length; g++) ppm[g] = around.length > own ? percentile(around, GRID[g]) : Double.NaN;
        for (int b = 0; b < BAND.length; b++)
            ppm[GRID.length + b] = band.length > own ? percentile(band, BAND[b]) : Double.NaN;
        return ppm;
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
    static double percentile(double[] ascending, int percent) {
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
