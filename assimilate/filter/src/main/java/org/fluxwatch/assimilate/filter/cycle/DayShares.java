package org.fluxwatch.assimilate.filter.cycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.filter.ensrf.RowIncrements;
import org.fluxwatch.assimilate.filter.forecast.FluxForecast;
import org.fluxwatch.assimilate.model.region.CellRegions;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.Innovation;
import org.jspecify.annotations.Nullable;

/// What each of a day's observations has added to the regions' natural fluxes. The filter takes
/// observations one by one, and a day's mean flux is linear in the means of the flux rows, so with K
/// d of observation o in row j of cell c, weight w of the row in the flux of its day and a of the
/// cell in region r
/// ```
/// share(o, b, r) = Σ_c a(r, c) Σ_j w(c, j) K(c, j, o) d(o)          rows j of the day that is b days back
/// ```
/// and the shares of all observations sum to the increment. Past days' rows are summed up with the
/// hour; today's are kept until the day has ended, when the mean of its prior is known. Sums go over
/// cells in their order: no number of threads changes a bit.
final class DayShares {
    private final FluxForecast forecast;
    private final FluxForecast.Day day;
    private final CellRegions regions;
    /// By row; today's come first.
    private final int[] daysBack;

    private final int todaysRows;
    /// Those of days that have products yet to come.
    private final int sharedRows;

    private final Map<Key, double[]> shares = new HashMap<>();
    private final List<Hour> hours = new ArrayList<>();

    /// An observation among the day's.
    private record Key(String source, String id) {}

    /// What one column has learned from the observations near it, row by row.
    ///
    /// @param near numbers in the hour
    /// @param increments of observation `near[k]` and row r at `k * (increments.length / near.length) + r`
    private record Learned(int[] near, double[] increments) {}

    DayShares(FluxForecast forecast, FluxForecast.Day day, CellRegions regions) {
        this.forecast = forecast;
        this.day = day;
        this.regions = regions;
        daysBack = IntStream.range(0, forecast.rows()).map(forecast::daysBack).toArray();
        todaysRows = (int) IntStream.of(daysBack).takeWhile(back -> back == 0).count();
        sharedRows = (int) IntStream.of(daysBack)
                .takeWhile(back -> back <= forecast.lagDays())
                .count();
    }

    /// To be told what an hour's observations have taught the flux rows.
    ///
    /// @param observations in the order they are assimilated
    Hour hour(List<CycleObservation> observations) {
        final Hour hour = new Hour(observations.stream()
                .map(observation -> {
                    final double[] own = new double[(1 + forecast.lagDays()) * regions.regions()];
                    shares.put(new Key(observation.source(), observation.id()), own);
                    return own;
                })
                .toList());
        hours.add(hour);
        return hour;
    }

    /// Takes account of today's rows; the day must have ended.
    void end() {
        for (Hour hour : hours) hour.addRows(0, todaysRows);
        hours.clear();
    }

    /// The innovation with its observation's shares, which are none where it was not assimilated.
    Innovation with(Innovation innovation) {
        final double[] own = shares.get(new Key(
                innovation.observation().source(), innovation.observation().id()));
        if (own == null || innovation.status() != Innovation.Status.ASSIMILATED) return innovation;
        final float[] values = new float[own.length];
        for (int i = 0; i < own.length; i++) values[i] = (float) own[i];
        return innovation.with(innovation.ofFilter().with(new FluxShares(values)));
    }

    /// The observations of one update.
    final class Hour implements RowIncrements {
        private final List<double[]> own;
        private final @Nullable Learned[] columns = new Learned[regions.cells()];

        private Hour(List<double[]> own) {
            this.own = own;
        }

        @Override
        public void column(int column, int[] near, int nNear, double[] increments, int stride, int first) {
            final int rows = forecast.rows();
            final double[] kept = new double[nNear * rows];
            for (int k = 0; k < nNear; k++) System.arraycopy(increments, k * stride + first, kept, k * rows, rows);
            columns[column] = new Learned(Arrays.copyOf(near, nNear), kept);
        }

        /// Takes account of the rows of past days and keeps only today's.
        void end() {
            addRows(todaysRows, sharedRows);
            for (int c = 0; c < columns.length; c++) if (columns[c] != null) columns[c] = todays(columns[c]);
        }

        private Learned todays(Learned learned) {
            final int rows = forecast.rows();
            if (rows == todaysRows) return learned;
            final double[] kept = new double[learned.near().length * todaysRows];
            for (int k = 0; k < learned.near().length; k++)
                System.arraycopy(learned.increments(), k * rows, kept, k * todaysRows, todaysRows);
            return new Learned(learned.near(), kept);
        }

        private void addRows(int from, int to) {
            final double[] weights = new double[to];
            for (int c = 0; c < columns.length; c++) {
                final Learned learned = columns[c];
                if (learned == null) continue;
                for (int row = from; row < to; row++) weights[row] = day.weight(c, row);
                final int stride = learned.increments().length / learned.near().length;
                for (int k = 0; k < learned.near().length; k++)
                    addRows(c, from, to, weights, learned.increments(), k * stride, own.get(learned.near()[k]));
            }
        }

        /// Rows of the same day are summed up first: they count for the same regions.
        private void addRows(
                int column, int from, int to, double[] weights, double[] increments, int first, double[] sums) {
            double flux = 0;
            for (int row = from; row < to; row++) {
                flux += weights[row] * increments[first + row];
                if (row + 1 < to && daysBack[row + 1] == daysBack[row]) continue;
                regions.add(column, flux, sums, daysBack[row] * regions.regions());
                flux = 0;
            }
        }
    }
}
