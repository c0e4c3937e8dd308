package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.service.KafkaFailures;
import org.fluxwatch.contract.service.LogFields;
import org.fluxwatch.contract.settings.AssimilateSettings.LateDataSettings;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.text.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in observations as they come and sees to it that days that are ready are run.
/// ```
/// record ──> DomainIntake ──> sets, clock
/// every 5 ms, each domain: DomainStep says what is next ──> done here, or on the thread of the numerics
///   day done? ──> DayWriter: state, held days, clock, checkpoint, results, in one transaction
/// ```
/// What a day changes is written in one go at its end, or at that of a day soon after it ([UnwrittenDays]), so that it
/// is in one transaction. This thread only polls, reads and writes; it never waits for a day.
final class DayProcessor implements Processor<String, ObservationRecord, String, Object> {
    private static final Logger LOG = LoggerFactory.getLogger(DayProcessor.class);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Map<String, DomainSettings> domains;
    private final LateDataSettings lateData;
    private final StageContext stage;
    private final Hindrances hindrances;
    private final Map<String, DomainRun> runs = new TreeMap<>();

    /// Of settings that have changed.
    private final Set<String> told = new HashSet<>();

    private ProcessorContext<String, Object> context;
    private DomainStores stores;
    private DomainIntake intake;
    private DayWriter writer;

    DayProcessor(Map<String, DomainSettings> domains, LateDataSettings lateData, StageContext stage) {
        this.domains = domains;
        this.lateData = lateData;
        this.stage = stage;
        hindrances = new Hindrances(stage, lateData.settle());
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        forgetRuns(); // a task revived after an aborted transaction is behind what is in memory
        context = processorContext;
        stores = DomainStores.of(context);
        intake = new DomainIntake(domains, lateData, stores, stage.metrics(), new Changes());
        writer = new DayWriter(context, stores, lateData, stage.settings(), stage.metrics());
        context.schedule(PAUSE, PunctuationType.WALL_CLOCK_TIME, timestamp -> look());
    }

    private void forgetRuns() {
        for (DomainRun run : runs.values()) {
            run.end();
            stage.scheduler().gone(run);
        }
        runs.clear();
        hindrances.forget();
    }

    /// The task ends or goes to another instance, and its domains' gauges with it.
    @Override
    public void close() {
        runs.keySet().forEach(stage.metrics()::forget);
        forgetRuns();
    }

    @Override
    public void process(Record<String, ObservationRecord> record) {
        try (var _ = record.value() == null ? LogFields.of(record.key()) : LogFields.of(record.value())) {
            take(record);
        }
    }

    private void take(Record<String, ObservationRecord> record) {
        final Place place = place(record);
        stage.failures().mayTry(place.origin());
        try {
            intake.take(record.key(), record.value(), place);
            stage.failures().recordDone(place.origin());
        } catch (UnusableRecordException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (isForKafka(e)) throw e;
            stage.failures().recordFailed(place.origin(), e.toString());
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

    private final class Changes implements DomainIntake.Changes {
        @Override
        public void dayChanged(String domain, LocalDate day) {
            if (stores.clocks().get(domain).stale()) hindrances.disturbed(domain);
            final DomainRun run = runs.get(domain);
            if (run == null) return;
            run.changed(day);
            hindrances.dataChanged(domain);
        }

        @Override
        public void begunAnew(String domain, DomainClock before) {
            writer.forgetCheckpoints(domain, before.checkpoints());
            final DomainRun run = runs.get(domain);
            if (run != null) {
                run.cancel();
                run.forgetState();
            }
            hindrances.begunAnew(domain);
        }
    }

    private void look() {
        stores.clocks().unreadable().forEach(hindrances::unreadable);
        for (String domain : stores.clocks().domains())
            if (domains.containsKey(domain)) {
                try (var _ = LogFields.of(domain, reached(domain).nextDay())) {
                    look(runs.computeIfAbsent(domain, this::begun));
                }
            }
    }

    private void look(DomainRun run) {
        final String domain = run.domain();
        try {
            advance(run);
        } catch (RuntimeException | Error e) {
            if (isForKafka(e)) throw e;
            final LocalDate day = stores.clocks().get(domain).nextDay();
            stage.scheduler().leave(run);
            hindrances.failed(domain, "the step before " + day, e);
            throw new UnforeseenFailureException("domain " + domain + " before " + day, e);
        }
    }

    /// Shows at once what the stores hold: after a restart nothing need arrive for as long as a sensor is silent.
    private DomainRun begun(String domain) {
        final DomainClock clock = stores.clocks().get(domain);
        stage.metrics().clock(domain, clock);
        stores.newestDays(domain, clock, settings(domain).sensors(), lateData.goBackDays())
                .forEach((sensor, day) -> stage.metrics().newestDay(domain, sensor, day));
        try {
            tellSettings(domain);
        } catch (UnusableStateException e) {
            hindrances.stop(domain, Messages.of(e));
        }
        return new DomainRun(domain, stage);
    }

    private DomainSettings settings(String domain) {
        return Objects.requireNonNull(domains.get(domain), () -> "no settings of domain " + domain);
    }

    /// The domain's clock as it is once what has been run is written.
    private DomainClock reached(String domain) {
        final DomainClock stored = stores.clocks().get(domain);
        final DomainRun run = runs.get(domain);
        return run == null ? stored : run.unwritten().after(stored);
    }

    /// Takes one step after the other, until there is something to wait for or a day is done.
    private void advance(DomainRun run) {
        boolean goOn = true;
        while (goOn) {
            final DomainClock clock = reached(run.domain());
            goOn = take(DomainStep.next(situation(run, clock)), run, clock);
        }
    }

    private DomainStep.Situation situation(DomainRun run, DomainClock clock) {
        return new DomainStep.Situation(
                clock,
                run.work(),
                hindrances.of(run.domain()),
                stage.scheduler().hasTurn(run),
                run.hasSystem(),
                run.standsAt(),
                () -> stores.states().nextDay(run.domain()));
    }

    /// @return whether to go on at once
    private boolean take(DomainStep step, DomainRun run, DomainClock clock) {
        return switch (step) {
            case DomainStep.Pause(var reason) -> {
                if (reason == DomainStep.Reason.FAILING) hindrances.tellFailing(run.domain());
                if (!reason.keepsTurn()) stage.scheduler().leave(run);
                yield false;
            }
            case DomainStep.GoBack(var back) -> {
                goBack(run, clock, back);
                yield true;
            }
            case DomainStep.AskForTurn() -> stage.scheduler().mayWork(run);
            case DomainStep.MakeSystem() -> {
                run.makeSystem();
                yield true;
            }
            case DomainStep.FirstState(var day) -> {
                stores.checkpoints().forgetAll(run.domain());
                run.makeFirstState(day);
                yield true;
            }
            case DomainStep.FetchCheckpoint(var checkpoint) -> {
                run.fetch(stage.checkpoints(), checkpoint);
                yield true;
            }
            case DomainStep.LoadState() -> load(run);
            case DomainStep.RunDay(var day) -> {
                beginDay(run, clock, day);
                yield true;
            }
            case DomainStep.TakeOutcome() -> ended(run, clock);
        };
    }

    private void goBack(DomainRun run, DomainClock clock, DomainClock back) {
        final String domain = run.domain();
        LOG.info(
                "domain {}: goes back from {} to the checkpoint at {}, for late data of {}",
                domain,
                clock.nextDay(),
                back.nextDay(),
                clock.publishFrom());
        writer.forgetCheckpoints(
                domain,
                clock.checkpoints()
                        .subList(back.checkpoints().size(), clock.checkpoints().size()));
        stores.clocks().put(domain, back);
        run.forgetState();
        hindrances.lookAgainAtOnce(domain);
        context.commit();
        stage.metrics().wentBack(domain);
        stage.metrics().clock(domain, back);
    }

    private boolean load(DomainRun run) {
        try {
            tellSettings(run.domain());
            run.load(stores.states());
            return true;
        } catch (UnusableStateException e) {
            hindrances.stop(run.domain(), Messages.of(e));
            return false;
        }
    }

    private void tellSettings(String domain) {
        for (String line :
                stores.stateSettings().toTell(domain, stage.settings().apply(domain)))
            if (told.add(domain + line)) LOG.warn("domain {}: {}", domain, line);
    }

    private void beginDay(DomainRun run, DomainClock clock, LocalDate day) {
        final String domain = run.domain();
        run.beginDay(new DayInput(
                day,
                clock.revision(day, run.lagDays()),
                settings(domain).sensors(),
                stores.observations().granules(domain, day),
                stores.observations().observations(domain, day)));
    }

    /// @return whether to go on at once
    private boolean ended(DomainRun run, DomainClock clock) {
        final String domain = run.domain();
        final DomainRun.Outcome outcome = run.take();
        if (!(outcome instanceof DomainRun.Outcome.Finished)) writeDays(run);
        return switch (outcome) {
            case DomainRun.Outcome.SystemMade _, DomainRun.Outcome.FirstState _, DomainRun.Outcome.Cancelled _ -> true;
            case DomainRun.Outcome.InputsMissing(var what) -> {
                hindrances.awaitInputs(domain, clock.nextDay(), what);
                stage.scheduler().leave(run);
                yield false;
            }
            case DomainRun.Outcome.Fetched(var parts) -> {
                hindrances.fetched(domain);
                stores.checkpoints().restore(domain, parts);
                context.commit();
                yield true;
            }
            case DomainRun.Outcome.Failed(var why) -> {
                hindrances.fetchFailed(domain, why);
                yield false;
            }
            case DomainRun.Outcome.Unforeseen(var why) -> {
                hindrances.failed(domain, clock.nextDay().toString(), why);
                stage.scheduler().leave(run);
                yield false;
            }
            case DomainRun.Outcome.CannotGoOn(var why) -> {
                hindrances.stop(domain, "stopped before " + clock.nextDay() + ": " + why);
                yield false;
            }
            case DomainRun.Outcome.Finished(var done) -> {
                finish(run, clock, done.day());
                yield false;
            }
        };
    }

    /// The next day begins before this one is written, so that the numerics never wait for a disk.
    private void finish(DomainRun run, DomainClock clock, FinishedDay<?> day) {
        run.unwritten().add(day);
        final DomainClock after = clock.afterDay();
        final boolean goesOn = stage.scheduler().dayDone(run) && after.ready();
        if (goesOn) beginDay(run, after, after.nextDay());
        if (!goesOn || run.unwritten().isFull() || writer.isDue(after)) writeDays(run);
        hindrances.gotOn(run.domain());
    }

    private void writeDays(DomainRun run) {
        writer.write(run.domain(), stores.clocks().get(run.domain()), run.unwritten());
        run.unwritten().clear();
    }
}
