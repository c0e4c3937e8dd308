package org.fluxwatch.publish.explain;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What departures say of the observation error, beside what is stated; advice, which nothing here acts on.
/// ```
/// r = cov(o - a, o - b)          over assimilated observations: of what passed the gate alone
/// ```
/// Source: Desroziers et al. (2005), Q. J. R. Meteorol. Soc. 131, 3385-3396, Eq. 3. It holds where the filter's own
/// errors are right; where the stated error is too small, a is drawn to o, and r lies between the stated and the true
/// one. Means are taken off, so that a bias is not counted. The standard error is of the days' sums, since errors of a
/// day go together.
///
/// @param days that have any
/// @param observations how many
/// @param statedPpm root mean square of the errors as the filter takes them
/// @param desroziersPpm √r, NaN where r is negative
/// @param standardErrorPpm of √r, NaN where r is negative
/// @param ratio of √r to the stated error
public record ErrorAdvice(
        int days, int observations, double statedPpm, double desroziersPpm, double standardErrorPpm, double ratio) {
    /// One assimilated observation.
    ///
    /// @param background o - b, ppm
    /// @param analysis o - a, ppm
    /// @param error standard deviation, ppm
    record Departure(double background, double analysis, double error) {}

    /// Fewer observations say nothing.
    private static final int LEAST_COUNT = 30;

    /// Days of them, since errors of a day go together.
    private static final int LEAST_DAYS = 3;

    /// @param byDay departures of each day; days without any do not count
    static Optional<ErrorAdvice> of(Collection<List<Departure>> byDay) {
        int days = 0;
        int count = 0;
        double background = 0;
        double analysis = 0;
        double stated = 0;
        for (List<Departure> day : byDay) {
            if (!day.isEmpty()) days++;
            for (Departure departure : day) {
                count++;
                background += departure.background();
                analysis += departure.analysis();
                stated += departure.error() * departure.error();
            }
        }
        if (count < LEAST_COUNT || days < LEAST_DAYS) return Optional.empty();
        background /= count;
        analysis /= count;
        double sum = 0;
        for (List<Departure> day : byDay)
            for (Departure departure : day) sum += product(departure, background, analysis);
        final double r = sum / (count - 1); // the means are of the same observations
        double squares = 0;
        for (List<Departure> day : byDay) {
            double ofDay = 0;
            for (Departure departure : day) ofDay += product(departure, background, analysis) - r;
            squares += ofDay * ofDay;
        }
        final double ofR = Math.sqrt(squares * days / (days - 1)) / count;
        final double statedPpm = Math.sqrt(stated / count);
        final double desroziersPpm = r < 0 ? Double.NaN : Math.sqrt(r);
        return Optional.of(new ErrorAdvice(
                days, count, statedPpm, desroziersPpm, ofR / (2 * desroziersPpm), desroziersPpm / statedPpm));
    }

    private static double product(Departure departure, double background, double analysis) {
        return (departure.background() - background) * (departure.analysis() - analysis);
    }
}
