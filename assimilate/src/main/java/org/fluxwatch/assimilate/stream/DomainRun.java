package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.fluxwatch.assimilate.cycle.DayCycle;
import org.fluxwatch.assimilate.cycle.DayResult;
import org.fluxwatch.assimilate.cycle.DomainModel;
import org.fluxwatch.assimilate.ensemble.EnsembleState;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.settings.DomainSettings;

/// A domain at work: its model, the state in memory, and the day under way.
final class DomainRun {
    private final String domain;
    private final DomainModel model;
    private final LongSupplier nanoTime;
    private EnsembleState state;
    private DayCycle cycle;
    private long nanos;
    private boolean stopped;

    DomainRun(String domain, DomainModel model, LongSupplier nanoTime) {
        this.domain = domain;
        this.model = model;
        this.nanoTime = nanoTime;
    }

    /// A day's results and the record that closes them.
    record FinishedDay(DayResult result, DailyAnalysis analysis, Duration taken) {}

    String domain() {
        return domain;
    }

    int lagDays() {
        return model.fluxForecast().lagDays();
    }

    boolean isStopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
        cycle = null;
    }

    EnsembleStore.Shape shape() {
        return new EnsembleStore.Shape(
                model.grid() + ", " + model.levels(),
                model.lanes().members(),
                model.grid().cells(),
                model.levels().nz(),
                model.fluxForecast().rows(),
                model.fluxForecast().memoryLength());
    }

    /// Runs hours until the day is finished or the time is up.
    ///
    /// @param endNanos by the clock given; decides when to pause, never what comes out
    /// @return whether the day is finished
    boolean advance(
            DomainClock clock,
            EnsembleStore ensembles,
            ObservationSets observations,
            DomainSettings settings,
            long endNanos) {
        final long begin = nanoTime.getAsLong();
        if (state == null) state = ensembles.load(domain, shape());
        if (state == null) state = model.initialState(settings.start());
        if (!state.nextDay().equals(clock.nextDay()))
            throw new IllegalStateException("stored ensemble of domain " + domain + " stands at " + state.nextDay()
                    + ", its clock at " + clock.nextDay());
        if (cycle == null) {
            cycle = new DayCycle(model, state, clock.revision(), observations.observations(domain, clock.nextDay()));
            nanos = 0;
        }
        while (!cycle.finished() && nanoTime.getAsLong() < endNanos) cycle.runHour();
        nanos += nanoTime.getAsLong() - begin;
        return cycle.finished();
    }

    FinishedDay finish(DomainClock clock, ObservationSets observations, DomainSettings settings) {
        final DayResult result = cycle.result();
        final Map<Sensor, DayComplete> granules = observations.granules(domain, clock.nextDay());
        final Set<Sensor> missing = new TreeSet<>(settings.sensors());
        missing.removeAll(granules.keySet());
        final Set<StandIn> standIns = new TreeSet<>();
        final List<DailyAnalysis.Granule> sources = new ArrayList<>();
        for (DayComplete granule : granules.values()) {
            standIns.addAll(granule.standIns());
            sources.add(new DailyAnalysis.Granule(
                    granule.granule(), granule.sensor(), granule.version(), granule.superobservations()));
        }
        state = result.state();
        cycle = null;
        final DailyAnalysis analysis = new DailyAnalysis(
                domain,
                clock.nextDay(),
                clock.revision(),
                0,
                result.fields().stream().map(AnalysisField::name).toList(),
                result.innovations().size(),
                sources,
                missing,
                result.verdict().counts(),
                result.verdict().scores(),
                result.verdict().chiSquare(),
                result.verdict().rankHistogram(),
                result.regions(),
                standIns,
                model.lanes().members(),
                result.inputs());
        return new FinishedDay(result, analysis, Duration.ofNanos(nanos));
    }
}
