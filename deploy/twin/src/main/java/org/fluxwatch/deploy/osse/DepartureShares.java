package org.fluxwatch.deploy.osse;

import java.util.ArrayList;
import java.util.List;

/// Shares of departures within 1, 2, 3 and 4 ppm, as in the paper's Table 3.
final class DepartureShares {
    static final int WIDEST_PPM = 4;

    private final int[] within = new int[WIDEST_PPM];
    private int count;

    void add(double departurePpm) {
        for (int ppm = 1; ppm <= WIDEST_PPM; ppm++) if (Math.abs(departurePpm) <= ppm) within[ppm - 1]++;
        count++;
    }

    /// Percent within 1, 2, 3, 4 ppm; NaN without any departure.
    List<Double> percent() {
        final List<Double> percent = new ArrayList<>();
        for (int inside : within) percent.add(count == 0 ? Double.NaN : 100.0 * inside / count);
        return percent;
    }
}
