package org.fluxwatch.deploy.soak;

import java.util.List;

/// Something of the system, counted over the days of a run.
///
/// @param name such as `ingest heap`
/// @param points by rising day
record Series(String name, Unit unit, Growth growth, List<Point> points) {
    /// A count.
    ///
    /// @param day of the model, days since the run's first
    /// @param life which process it is of, of those that were started one after the other; 0 for what outlives
    ///     them
    record Point(double day, int life, double value) {}

    Series {
        points = List.copyOf(points);
    }

    /// The same between two days.
    ///
    /// @param after left out
    /// @param upTo taken in
    Series within(double after, double upTo) {
        return new Series(
                name,
                unit,
                growth,
                points.stream()
                        .filter(point -> point.day() > after && point.day() <= upTo)
                        .toList());
    }

    /// The same without the first days of each life but the longest-lived of things, life 0.
    ///
    /// @param days in which a process loads classes, compiles and fills its caches
    Series warm(double days) {
        return new Series(
                name,
                unit,
                growth,
                points.stream()
                        .filter(point -> point.life() == 0 || point.day() >= begin(point.life()) + days)
                        .toList());
    }

    private double begin(int life) {
        return points.stream()
                .filter(point -> point.life() == life)
                .mapToDouble(Point::day)
                .min()
                .orElseThrow();
    }

    boolean outlivesProcesses() {
        return points.stream().allMatch(point -> point.life() == 0);
    }

    /// NaN without points.
    double mean() {
        return points.stream().mapToDouble(Point::value).average().orElse(Double.NaN);
    }

    /// NaN without points.
    double largest() {
        return points.stream().mapToDouble(Point::value).max().orElse(Double.NaN);
    }
}
