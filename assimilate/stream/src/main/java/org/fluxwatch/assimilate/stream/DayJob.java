package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fluxwatch.assimilate.filter.cycle.DayCycle;
import org.fluxwatch.assimilate.filter.cycle.DayResult;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.Superobservation;

/// One day of one domain, from the ensemble at its beginning to the record that closes it.
final class DayJob {
    private final String domain;
    private final DomainModel model;
    private final EnsembleState state;
    private final Input input;
    private final AtomicBoolean cancelled;

    /// What a day is made from, besides the ensemble.
    ///
    /// @param sensors expected
    /// @param granules that count, by sensor
    record Input(
            LocalDate day,
            int revision,
            Set<Sensor> sensors,
            Map<Sensor, DayComplete> granules,
            List<Superobservation> observations) {}

    /// @param analysis the record that closes the day
    record Day(DayResult result, DailyAnalysis analysis, Duration taken) {}

    /// @param cancelled looked at once an hour
    DayJob(String domain, DomainModel model, EnsembleState state, Input input, AtomicBoolean cancelled) {
        this.domain = domain;
        this.model = model;
        this.state = state;
        this.input = input;
        this.cancelled = cancelled;
    }

    /// @throws CancellationException when it was cancelled
    Day run() {
        final long begin = System.nanoTime();
        final DayCycle cycle = new DayCycle(model, state, input.revision(), input.observations());
        while (!cycle.finished()) {
            if (cancelled.get()) throw new CancellationException();
            cycle.runHour();
        }
        final DayResult result = cycle.result();
        return new Day(result, analysis(result), Duration.ofNanos(System.nanoTime() - begin));
    }

    private DailyAnalysis analysis(DayResult result) {
        final Set<Sensor> missing = new TreeSet<>(input.sensors());
        missing.removeAll(input.granules().keySet());
        final Set<StandIn> standIns = new TreeSet<>();
        final List<DailyAnalysis.Granule> sources = new ArrayList<>();
        for (DayComplete granule : input.granules().values()) {
            standIns.addAll(granule.standIns());
            sources.add(new DailyAnalysis.Granule(
                    granule.granule(), granule.sensor(), granule.version(), granule.superobservations()));
        }
        return new DailyAnalysis(
                domain,
                input.day(),
                input.revision(),
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
    }
}
