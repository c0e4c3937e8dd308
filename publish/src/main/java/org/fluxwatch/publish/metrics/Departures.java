package org.fluxwatch.publish.metrics;

import java.util.List;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;

/// How far a day's observations by satellites lie from their backgrounds: those that were assimilated and those
/// that a gate kept out. (The air near the ground varies by more than columns do; a station that is assimilated
/// must not raise alerts that are meant for retrievals.)
///
/// @param count observations, assimilated or gated
/// @param outliers how many of them have |o - b| beyond the limit
/// @param largestPpm greatest |o - b|, 0 without any
public record Departures(int count, int outliers, double largestPpm) {
    /// @param outlierPpm limit of |o - b|
    public static Departures of(List<Innovation> innovations, double outlierPpm) {
        final double[] sizes = innovations.stream()
                .filter(o -> o.observation().sensor().isSatellite()
                        && (o.status() == Status.ASSIMILATED || o.status() == Status.GATED))
                .mapToDouble(o -> Math.abs(o.departurePpm()))
                .filter(Double::isFinite)
                .toArray();
        int outliers = 0;
        double largest = 0;
        for (double size : sizes) {
            if (size > outlierPpm) outliers++;
            largest = Math.max(largest, size);
        }
        return new Departures(sizes.length, outliers, largest);
    }

    /// NaN without observations.
    public double outlierShare() {
        return count == 0 ? Double.NaN : (double) outliers / count;
    }
}
