package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.fluxwatch.assimilate.cycle.DomainModel;
import org.fluxwatch.assimilate.flux.FilterDivergedException;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.DomainOrder;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Retraction;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.DomainSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in observations as they come and, in slices between two polls, runs the days that are ready. What a day
/// changes - ensemble, clock, results - is written in one go at its end, so that it is in one transaction.
final class DayProcessor implements Processor<String, ObservationRecord, String, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(DayProcessor.class);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final long SLICE_NANOS = Duration.ofMillis(500).toNanos();

    private final Map<String, DomainSettings> domains;
    private final DomainModels models;
    private final AssimilateMetrics metrics;
    private final StoppedDomains stopped;
    private final LongSupplier nanoTime;
    private final Map<String, DomainRun> runs = new TreeMap<>();
    private int slices;

    private ProcessorContext<String, Object> context;
    private KeyValueStore<String, DomainClock> clocks;
    private ObservationSets observations;
    private EnsembleStore ensembles;
    private HeldDays held;

    /// Makes the model of a domain, which is expensive.
    interface DomainModels {
        DomainModel model(String domain);
    }

    /// Hears of domains that cannot go on.
    interface StoppedDomains {
        void stopped(String domain, String reason);
    }

    /// @param nanoTime a clock like `System.nanoTime()`; decides when to pause, never what comes out
    DayProcessor(
            Map<String, DomainSettings> domains,
            DomainModels models,
            AssimilateMetrics metrics,
            StoppedDomains stopped,
            LongSupplier nanoTime) {
        this.domains = domains;
        this.models = models;
        this.metrics = metrics;
        this.stopped = stopped;
        this.nanoTime = nanoTime;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        runs.clear(); // a task revived after an aborted transaction is behind what is in memory
        clocks = context.getStateStore(AssimilationTopology.CLOCK_STORE);
        observations = new ObservationSets(context.getStateStore(AssimilationTopology.OBSERVATION_STORE));
        ensembles = new EnsembleStore(context.getStateStore(AssimilationTopology.ENSEMBLE_STORE));
        held = new HeldDays(context.getStateStore(AssimilationTopology.HELD_STORE));
        context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, timestamp -> runSlice());
    }

    @Override
    public void process(Record<String, ObservationRecord> record) {
        final ObservationRecord value = record.value();
        if (value == null || !domains.containsKey(value.domain())) {
            reject(value == null ? "unknown" : value.domain(), "unknown-domain", String.valueOf(record.key()));
            return;
        }
        final DomainClock clock = clock(value.domain());
        switch (value) {
            case Superobservation observation -> {
                if (!observation.day().isBefore(clock.readyBefore())) observations.add(observation);
            }
            case DayComplete granule -> complete(granule, clock);
            case Retraction retraction -> reject(value.domain(), "retraction", retraction.granule());
            case DomainOrder order -> reject(value.domain(), "order", order.toString());
        }
    }

    private DomainClock clock(String domain) {
        final DomainClock clock = clocks.get(domain);
        return clock == null ? DomainClock.startingAt(domains.get(domain).start()) : clock;
    }

    private void complete(DayComplete granule, DomainClock clock) {
        final String domain = granule.domain();
        if (granule.day().isBefore(domains.get(domain).start())) {
            reject(domain, "before-start", granule.granule());
            return;
        }
        if (granule.day().isBefore(clock.readyBefore())) {
            reject(domain, "late-granule", granule.granule());
            return;
        }
        switch (observations.complete(granule)) {
            case ObservationSets.Outcome.Accepted() -> accepted(granule, clock);
            case ObservationSets.Outcome.Replaces(var older) -> {
                reject(domain, "superseded-granule", older.granule() + " by version " + granule.version());
                accepted(granule, clock);
            }
            case ObservationSets.Outcome.Superseded(var by) ->
                reject(domain, "superseded-granule", granule.granule() + " by version " + by);
            case ObservationSets.Outcome.Incomplete(int found) ->
                reject(
                        domain,
                        "incomplete-granule",
                        granule.granule() + ": " + found + " of " + granule.superobservations()
                                + " superobservations came");
        }
    }

    private void accepted(DayComplete granule, DomainClock clock) {
        final String domain = granule.domain();
        final DomainSettings settings = domains.get(domain);
        final DomainClock next = clock.granuleOf(
                granule.day(),
                settings.sensors(),
                settings.patienceDays(),
                (day, sensor) -> observations.isComplete(domain, day, sensor));
        clocks.put(domain, next);
        metrics.clock(domain, next);
    }

    private void reject(String domain, String reason, String what) {
        LOG.warn("domain {}: not used, {}: {}", domain, reason, what);
        metrics.rejected(domain, reason);
    }

    /// Runs hours of days that are ready until the slice is used up, one domain after the other; every slice begins
    /// with another one, so that a long backlog does not hold up the rest.
    private void runSlice() {
        final long end = nanoTime.getAsLong() + SLICE_NANOS;
        final List<String> order = new ArrayList<>(domains.keySet());
        Collections.rotate(order, -slices++);
        for (String domain : order) {
            final DomainClock clock = clocks.get(domain);
            if (clock == null || !clock.ready() || nanoTime.getAsLong() > end) continue;
            final DomainRun run =
                    runs.computeIfAbsent(domain, name -> new DomainRun(name, models.model(name), nanoTime));
            if (run.isStopped()) continue;
            try {
                if (run.advance(clock, ensembles, observations, domains.get(domain), end)) finishDay(run, clock);
            } catch (FilterDivergedException e) {
                LOG.error("domain {} stops before {}: {}", domain, clock.nextDay(), e.getMessage());
                run.stop();
                metrics.domainStopped(domain, true);
                stopped.stopped(domain, "stopped before " + clock.nextDay() + ": " + e.getMessage());
            }
        }
    }

    private void publish(HeldDays.Product product) {
        final String domain = product.analysis().domain();
        final long timestamp = product.analysis().begin().toEpochMilli();
        for (Innovation innovation : product.innovations())
            context.forward(new Record<>(domain, innovation, timestamp), AssimilationTopology.INNOVATIONS);
        for (AnalysisField field : product.fields())
            context.forward(new Record<>(domain, field, timestamp), AssimilationTopology.ANALYSES);
        context.forward(new Record<>(domain, product.analysis(), timestamp), AssimilationTopology.ANALYSES);
    }

    /// The task ends or goes to another instance, and its domains' gauges with it.
    @Override
    public void close() {
        try (KeyValueIterator<String, DomainClock> mine = clocks.all()) {
            mine.forEachRemaining(clock -> metrics.forget(clock.key));
        }
    }

    private void finishDay(DomainRun run, DomainClock clock) {
        final String domain = run.domain();
        final DomainRun.FinishedDay day = run.finish(clock, observations, domains.get(domain));
        ensembles.save(domain, run.shape(), day.result().state());
        observations.forget(domain, clock.nextDay());
        final DomainClock next = clock.afterDay();
        clocks.put(domain, next);
        final HeldDays.Product product = new HeldDays.Product(
                day.analysis(), day.result().fields(), day.result().innovations());
        publish(product);
        final int lag = run.lagDays();
        if (lag > 0) held.hold(product);
        day.result().smoothed().ifPresent(past -> publish(held.revise(domain, past, lag)));
        context.commit();
        metrics.clock(domain, next);
        metrics.domainStopped(domain, false);
        metrics.dayAnalysed(day.analysis(), day.taken());
        LOG.info(
                "domain {}: {} analysed in {} ms, {}",
                domain,
                clock.nextDay(),
                day.taken().toMillis(),
                day.analysis().counts());
    }
}
