package org.fluxwatch.deploy.osse;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.filter.cycle.DayResult;
import org.fluxwatch.assimilate.filter.forecast.FilterDivergedException;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.deploy.osse.OsseReport.DayScore;
import org.fluxwatch.deploy.osse.TrialReport.Stop;

/// One filter on the twin's files and its score. A filter that stops itself has the days before that scored.
final class Trial {
    private final String name;
    private final Settings settings;
    private final FilterRun filter;
    private final Scoreboard scores;
    private Map<String, String> inputs = Map.of();
    private Optional<Stop> stop = Optional.empty();

    Trial(String name, Settings settings, String domain, LocalDate scoredFrom, NumericsPool pool) {
        this.name = name;
        this.settings = settings;
        filter = new FilterRun(settings, domain, pool);
        scores = new Scoreboard(
                grid(),
                ModelInputs.regions(settings.domain(domain).inputs()),
                filter.model().lanes().members(),
                scoredFrom);
    }

    String name() {
        return name;
    }

    Grid grid() {
        return filter.model().grid();
    }

    /// Observations so far that any method could have used.
    List<Superobservation> usable() {
        return filter.usable();
    }

    Scoreboard scores() {
        return scores;
    }

    Optional<Stop> stop() {
        return stop;
    }

    /// The score of the next day; none where the filter stops itself.
    Optional<DayScore> analyse(TruthAhead.TrueDay day) throws IOException {
        if (stop.isPresent())
            throw new IllegalStateException(name + " stopped on " + stop.get().day());
        try {
            final DayResult result = filter.analyse(day.files());
            inputs = result.inputs();
            return Optional.of(scores.add(day.day(), day.flux(), result));
        } catch (FilterDivergedException e) {
            stop = Optional.of(new Stop(day.day(), Messages.of(e)));
            return Optional.empty();
        }
    }

    /// @param setup its settings and inputs are replaced by those of this filter
    /// @param looks of the satellites, by what became of them
    TrialReport report(OsseReport.Setup setup, Map<String, Integer> looks) {
        final OsseReport report = scores.report(
                setup.of(inputs, ReportJson.settings(settings)),
                new OsseReport.Intake(
                        looks,
                        filter.intake().soundings(),
                        new TreeMap<>(filter.intake().rejected())));
        return new TrialReport(name, report, scores.means(), stop);
    }
}
