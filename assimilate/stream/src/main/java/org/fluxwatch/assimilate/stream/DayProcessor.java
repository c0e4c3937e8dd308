package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.service.KafkaFailures;
import org.fluxwatch.contract.settings.AssimilateSettings.LateDataSettings;
import org.fluxwatch.contract.settings.DomainSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in observations as they come and sees to it that days that are ready are run.
/// ```
/// record ──> DomainIntake ──> sets, clock
/// every 5 ms, each domain:
///   late data and all quiet? back to a checkpoint ──> day ready and its turn? ──> inputs there? ──> DayJob, on the
///   numerics' thread
///   day done? ──> DayOutput: ensemble, held days, clock, checkpoint, results, in one transaction
/// ```
/// What a day changes is written in one go at its end, so that it is in one transaction. This thread only polls, reads
/// and writes; it never waits for a day.
final class DayProcessor implements Processor<String, ObservationRecord, String, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(DayProcessor.class);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Map<String, DomainSettings> domains;
    private final LateDataSettings lateData;
    private final Surroundings surroundings;
    private final Map<String, DomainRun> runs = new TreeMap<>();
    private final Map<String, Settling> settling = new TreeMap<>();
    private final Map<String, FetchAttempts> fetching = new TreeMap<>();

    private ProcessorContext<String, Object> context;
    private DomainStores stores;
    private DomainIntake intake;
    private DayOutput output;
    private final Standstills standstills;

    DayProcessor(Map<String, DomainSettings> domains, LateDataSettings lateData, Surroundings surroundings) {
        this.domains = domains;
        this.lateData = lateData;
        this.surroundings = surroundings;
        standstills = new Standstills(surroundings);
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        forgetRuns(); // a task revived after an aborted transaction is behind what is in memory
        context = processorContext;
        stores = DomainStores.of(context);
        intake = new DomainIntake(domains, lateData, stores, surroundings.metrics(), new Disturbance());
        output = new DayOutput(context, stores, lateData, surroundings.metrics());
        context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, timestamp -> look());
    }

    private void forgetRuns() {
        for (DomainRun run : runs.values()) {
            run.end();
            surroundings.turns().gone(run);
        }
        runs.clear();
        settling.clear();
        fetching.clear();
        standstills.forget();
    }

    /// The task ends or goes to another instance, and its domains' gauges with it.
    @Override
    public void close() {
        runs.keySet().forEach(surroundings.metrics()::forget);
        forgetRuns();
    }

    @Override
    public void process(Record<String, ObservationRecord> record) {
        final Place place = place(record);
        surroundings.failures().mayTry(place.origin());
        try {
            intake.take(record.key(), record.value(), place);
            surroundings.failures().recordDone(place.origin());
        } catch (UnusableRecordException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (isForKafka(e)) throw e;
            surroundings.failures().recordFailed(place.origin(), e.toString());
            throw new UnforeseenFailureException(place.origin(), e);
        }
    }

    private Place place(Record<String, ObservationRecord> record) {
        return context.recordMetadata()
                .map(lies -> new Place(lies.topic(), lies.partition(), lies.offset(), record.timestamp()))
                .orElseThrow();
    }

    /// Whether it is no failure of what is worked on.
    private static boolean isForKafka(Throwable failure) {
        return KafkaFailures.isKafkas(failure) || failure instanceof NewerStateException;
    }

    private final class Disturbance implements DomainIntake.Changes {
        @Override
        public void dayChanged(String domain, LocalDate day) {
            if (stores.clocks().get(domain).stale())
                settling.computeIfAbsent(domain, name -> new Settling(lateData.settle()))
                        .disturbed(surroundings.nanoTime().getAsLong());
            final DomainRun run = runs.get(domain);
            if (run == null) return;
            run.changed(day);
            standstills.lookAgainAtOnce(run);
            standstills.tryAgain(run);
        }

        @Override
        public void begunAnew(String domain, DomainClock before) {
            output.forgetCheckpoints(domain, before.checkpoints());
            settling.remove(domain);
            fetching.remove(domain);
            final DomainRun run = runs.get(domain);
            if (run == null) return;
            run.cancel();
            run.standAt(null);
            standstills.lookAgainAtOnce(run);
            standstills.tryAgain(run);
        }
    }

    private void look() {
        stores.clocks().unreadable().forEach(standstills::unreadable);
        for (String domain : stores.clocks().domains())
            if (domains.containsKey(domain)) {
                final DomainRun run = runs.computeIfAbsent(domain, name -> new DomainRun(name, surroundings));
                try {
                    advance(run);
                } catch (RuntimeException | Error e) {
                    if (isForKafka(e)) throw e;
                    final LocalDate day = stores.clocks().get(domain).nextDay();
                    surroundings.turns().leave(run);
                    standstills.failed(domain, "the step before " + day, e);
                    throw new UnforeseenFailureException("domain " + domain + " before " + day, e);
                }
            }
    }

    /// Takes one step after the other, until there is something to wait for or a day is done.
    private void advance(DomainRun run) {
        boolean goOn = true;
        while (goOn) {
            final DomainClock clock = stores.clocks().get(run.domain());
            if (!run.isUnderWay()) goOn = begin(run, clock);
            else goOn = run.isDone() && ended(run, clock);
        }
    }

    private boolean begin(DomainRun run, DomainClock clock) {
        if (run.isStopped() || !settled(run.domain())) {
            surroundings.turns().leave(run);
            return false;
        }
        if (standstills.isFailing(run)) {
            surroundings.turns().leave(run);
            return false;
        }
        if (clock.stale()) {
            goBack(run, clock);
            return true;
        }
        if (clock.ready() && !standstills.waitsForInputs(run))
            return surroundings.turns().mayWork(run) && next(run, clock);
        surroundings.turns().leave(run);
        return false;
    }

    private boolean settled(String domain) {
        final Settling quiet = settling.get(domain);
        if (quiet == null) return true;
        if (!quiet.isOver(surroundings.nanoTime().getAsLong())) return false;
        settling.remove(domain);
        return true;
    }

    private void goBack(DomainRun run, DomainClock clock) {
        final DomainClock back = clock.backAtCheckpoint();
        LOG.info(
                "domain {}: goes back from {} to the checkpoint at {}, for late data of {}",
                run.domain(),
                clock.nextDay(),
                back.nextDay(),
                clock.publishFrom());
        output.forgetCheckpoints(
                run.domain(),
                clock.checkpoints()
                        .subList(back.checkpoints().size(), clock.checkpoints().size()));
        stores.clocks().put(run.domain(), back);
        run.standAt(null);
        standstills.lookAgainAtOnce(run);
        context.commit();
        surroundings.metrics().wentBack(run.domain());
        surroundings.metrics().clock(run.domain(), back);
    }

    /// Takes the next step towards the next day: a model, an ensemble in memory, the day.
    private boolean next(DomainRun run, DomainClock clock) {
        final String domain = run.domain();
        if (!run.hasModel()) run.makeModel();
        else if (run.standsAt(clock.nextDay())) beginDay(run, clock);
        else if (clock.nextDay().equals(stores.ensembles().nextDay(domain))) return load(run);
        else {
            final Checkpoint here = clock.checkpointHere()
                    .orElseThrow(() -> new IllegalStateException("stored ensemble of domain " + domain + " stands at "
                            + stores.ensembles().nextDay(domain) + ", its clock at " + clock));
            if (here.parts() > 0) return fetch(run, here);
            stores.checkpoints().forgetAll(domain);
            run.makeFirstState(here.day());
        }
        return true;
    }

    private boolean load(DomainRun run) {
        try {
            run.standAt(stores.ensembles().load(run.domain(), run.shape()));
            return true;
        } catch (UnusableStateException e) {
            standstills.stop(run, e.getMessage());
            return false;
        }
    }

    private boolean fetch(DomainRun run, Checkpoint checkpoint) {
        final FetchAttempts attempts = fetching.get(run.domain());
        if (attempts != null && attempts.mustWait(surroundings.nanoTime().getAsLong())) return false;
        run.fetch(surroundings.checkpoints(), checkpoint);
        return true;
    }

    private void beginDay(DomainRun run, DomainClock clock) {
        final String domain = run.domain();
        final LocalDate day = clock.nextDay();
        run.beginDay(new DayJob.Input(
                day,
                clock.revision(day, run.lagDays()),
                domains.get(domain).sensors(),
                stores.observations().granules(domain, day),
                stores.observations().observations(domain, day)));
    }

    /// @return whether to go on at once
    private boolean ended(DomainRun run, DomainClock clock) {
        final String domain = run.domain();
        return switch (run.take()) {
            case DomainRun.Outcome.ModelMade _, DomainRun.Outcome.FirstState _, DomainRun.Outcome.Cancelled _ -> true;
            case DomainRun.Outcome.InputsMissing(var what) -> {
                standstills.awaitInputs(run, clock.nextDay(), what);
                surroundings.turns().leave(run);
                yield false;
            }
            case DomainRun.Outcome.Fetched(var parts) -> {
                fetching.remove(domain);
                stores.checkpoints().restore(domain, parts);
                context.commit();
                yield true;
            }
            case DomainRun.Outcome.Failed(var why) -> {
                fetchFailed(run, why);
                yield false;
            }
            case DomainRun.Outcome.Unforeseen(var why) -> {
                standstills.failed(domain, clock.nextDay().toString(), why);
                surroundings.turns().leave(run);
                yield false;
            }
            case DomainRun.Outcome.Diverged(var why) -> {
                standstills.stop(run, "stopped before " + clock.nextDay() + ": " + why);
                yield false;
            }
            case DomainRun.Outcome.Finished(var day) -> {
                finish(run, clock, day);
                yield false;
            }
        };
    }

    private void fetchFailed(DomainRun run, RuntimeException why) {
        final FetchAttempts attempts = fetching.computeIfAbsent(run.domain(), name -> new FetchAttempts());
        attempts.failed(surroundings.nanoTime().getAsLong());
        LOG.warn("domain {}: {} to fetch a checkpoint: {}", run.domain(), attempts, why.getMessage());
        if (attempts.areEnough())
            standstills.stop(
                    run,
                    "cannot go back: " + why.getMessage()
                            + "; mend the topic and restart the service, or `fluxwatch reset " + "--domain "
                            + run.domain() + "`");
    }

    /// The next day begins before this one is written, so that the numerics never wait for a disk.
    private void finish(DomainRun run, DomainClock clock, DayJob.Day day) {
        final DomainClock after = clock.afterDay();
        if (surroundings.turns().dayDone(run) && after.ready()) beginDay(run, after);
        output.write(run.domain(), clock, run.shape(), run.lagDays(), day);
        standstills.gotOn(run);
    }
}
