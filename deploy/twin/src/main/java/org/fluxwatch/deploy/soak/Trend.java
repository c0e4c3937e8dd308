package org.fluxwatch.deploy.soak;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fluxwatch.deploy.soak.Series.Point;

/// The slope of a series by least squares, each life with a level of its own:
/// ```
/// b  = Σ (x - x̄_life)(y - ȳ_life) / Σ (x - x̄_life)²
/// se = s / √(Σ (x - x̄_life)²) · √((1 + ρ) / (1 - ρ))     s² = Σ e² / (n - lives - 1)
/// ```
/// ρ is the residuals' correlation from a point to the next of its life, between 0 and 0.9: topics that are cleaned now
/// and then go up and down in teeth, whose points are not independent.
///
/// @param perDay b
/// @param standardError infinite where there are too few points
record Trend(double perDay, double standardError) {
    private static final double GREATEST_CORRELATION = 0.9;

    /// Of a slope's standard error, beyond which it is no chance.
    private static final double SIGMAS = 3;

    /// Below, a residual's correlation is chance.
    private static final int LEAST_FREEDOM = 3;

    static final Trend UNKNOWN = new Trend(0, Double.POSITIVE_INFINITY);

    static Trend of(Series series) {
        final Map<Integer, List<Point>> lives = series.points().stream().collect(Collectors.groupingBy(Point::life));
        final int freedom = series.points().size() - lives.size() - 1;
        double xx = 0;
        double xy = 0;
        for (List<Point> life : lives.values()) {
            final double day = meanDay(life);
            final double value = meanValue(life);
            for (Point point : life) {
                xx += (point.day() - day) * (point.day() - day);
                xy += (point.day() - day) * (point.value() - value);
            }
        }
        if (freedom < LEAST_FREEDOM || xx == 0) return UNKNOWN;
        final double slope = xy / xx;
        double squares = 0;
        double products = 0;
        for (List<Point> life : lives.values()) {
            double before = 0;
            for (Point point : life) {
                final double residual = point.value() - meanValue(life) - slope * (point.day() - meanDay(life));
                squares += residual * residual;
                products += residual * before;
                before = residual;
            }
        }
        final double correlation = squares == 0 ? 0 : Math.clamp(products / squares, 0, GREATEST_CORRELATION);
        return new Trend(slope, Math.sqrt(squares / freedom / xx) * Math.sqrt((1 + correlation) / (1 - correlation)));
    }

    private static double meanDay(List<Point> points) {
        return points.stream().mapToDouble(Point::day).average().orElseThrow();
    }

    private static double meanValue(List<Point> points) {
        return points.stream().mapToDouble(Point::value).average().orElseThrow();
    }

    boolean isKnown() {
        return Double.isFinite(standardError);
    }

    /// Whether it is more than chance would make of what stays where it is.
    boolean rises() {
        return perDay > SIGMAS * standardError;
    }

    /// Whether it is steeper than another by more than chance.
    boolean isSteeperThan(Trend other) {
        return perDay - other.perDay > SIGMAS * Math.hypot(standardError, other.standardError);
    }
}
