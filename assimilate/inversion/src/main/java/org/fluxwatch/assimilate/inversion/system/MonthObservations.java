package org.fluxwatch.assimilate.inversion.system;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.solve.MonthRow;
import org.fluxwatch.assimilate.model.score.ScoreSums;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.settings.InversionSettings.BackgroundSettings;

/// The observations of a month's days, and what the model has in their places.
final class MonthObservations {
    private static final String NO_BACKGROUND = "no-background";

    private final InversionModel model;
    private final AnalysisIdentity identity;
    private final Collection<KeptDay> days;
    private final List<One> all = new ArrayList<>();
    private final List<Innovation> innovations = new ArrayList<>();
    private final SortedMap<String, ScoreSums> scores = new TreeMap<>();

    /// @param backgroundPpm NaN where there is none
    private record One(ObservationRow row, double backgroundPpm) {
        String unusedBecause() {
            return row.unusedBecause().isEmpty() && Double.isNaN(backgroundPpm) ? NO_BACKGROUND : row.unusedBecause();
        }

        boolean isUsed() {
            return unusedBecause().isEmpty() && !row.withheld();
        }

        Innovation.Status status() {
            return unusedBecause().equals(NO_BACKGROUND) && !row.ofStation()
                    ? Innovation.Status.UNUSABLE
                    : Estimates.statusOf(row);
        }

        /// Sets of scores that it counts in.
        List<String> sets() {
            if (!row.ofStation()) return List.of(row.withheld() ? "withheld" : "used");
            final String sensor = row.observation().sensor().label();
            return List.of(sensor, sensor + ":" + row.observation().source());
        }

        double priorPpm() {
            return backgroundPpm + row.simulatedPpm().getOrDefault(Estimated.OWN_PRIOR, Double.NaN);
        }
    }

    /// @param days of the month
    MonthObservations(InversionModel model, Windows windows, Collection<KeptDay> days, AnalysisIdentity identity) {
        this.model = model;
        this.identity = identity;
        this.days = days;
        final String name = model.settings().background();
        final BackgroundSettings background = model.estimated().background(name);
        for (KeptDay day : days)
            for (ObservationRow row : day.rows()) all.add(new One(row, windows.ppm(row, name, background)));
    }

    Collection<KeptDay> days() {
        return days;
    }

    /// What the estimate is made of.
    List<MonthRow> usable() {
        final List<MonthRow> usable = new ArrayList<>();
        for (One one : all) {
            if (!one.isUsed()) continue;
            usable.add(ObservationRows.of(one.row(), one.row().observation().ppm() - one.priorPpm()));
        }
        return usable;
    }

    /// Simulates all from the increments of the month before and of the month.
    ///
    /// @param earlier `[columns]`
    /// @param later `[columns]`
    void simulate(double[] earlier, double[] later) {
        for (String set : List.of("used", "withheld"))
            for (String lane : List.of("prior", "posterior")) scores.put(set + "/" + lane, new ScoreSums());
        for (One one : all) {
            final String unused = one.unusedBecause();
            final double prior = one.priorPpm();
            final double posterior = ObservationRows.add(prior, one.row(), earlier, later);
            final Innovation.Simulated simulated =
                    unused.isEmpty() ? new Innovation.Simulated(prior, posterior) : Innovation.Simulated.NONE;
            innovations.add(new Innovation(
                    identity,
                    one.row().observation(),
                    simulated,
                    one.status(),
                    new Innovation.Inversion(
                            one.backgroundPpm(), unused, one.row().lostShare())));
            if (!unused.isEmpty()) continue;
            for (String set : one.sets()) {
                add(set + "/prior", one, prior);
                add(set + "/posterior", one, posterior);
            }
        }
    }

    private void add(String set, One one, double simulated) {
        scores.computeIfAbsent(set, _ -> new ScoreSums())
                .add(one.row().observation().ppm(), simulated);
    }

    List<Innovation> innovations() {
        return innovations;
    }

    SortedMap<String, Scores> scores() {
        final SortedMap<String, Scores> scored = new TreeMap<>();
        scores.forEach((set, sums) -> scored.put(set, sums.scores()));
        return scored;
    }

    int used() {
        return (int) all.stream().filter(One::isUsed).count();
    }

    /// By reason. Stations are not meant to be used.
    SortedMap<String, Integer> unused() {
        final SortedMap<String, Integer> unused = new TreeMap<>();
        for (One one : all) {
            if (one.row().ofStation()) continue;
            if (!one.unusedBecause().isEmpty()) unused.merge(one.unusedBecause(), 1, Integer::sum);
            else if (one.row().withheld()) unused.merge("withheld", 1, Integer::sum);
        }
        return unused;
    }

    /// Mean of those used; 0 without any.
    double lostShare() {
        return all.stream()
                .filter(One::isUsed)
                .mapToDouble(one -> one.row().lostShare())
                .average()
                .orElse(0);
    }

    /// Of those used, how many lie in each cell of the flux cells' grid.
    float[] counts() {
        final float[] counts = new float[model.cells().grid().cells()];
        for (One one : all) {
            if (!one.isUsed()) continue;
            final Innovation.Position position = one.row().observation().position();
            final int cell = model.cells().grid().cellAt(position.latitude(), position.longitude());
            if (cell >= 0) counts[cell]++;
        }
        return counts;
    }
}
