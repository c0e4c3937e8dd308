package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.fluxwatch.assimilate.stream.DomainStep.Work;
import org.fluxwatch.assimilate.stream.port.CannotGoOnException;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.InputsMissingException;
import org.fluxwatch.contract.service.LogFields;
import org.fluxwatch.contract.text.Messages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What of a domain is in memory, and what is under way for it on the thread of the numerics, so that the stream's
/// thread goes on polling however long a day takes.
final class DomainRun {
    private static final Logger LOG = LoggerFactory.getLogger(DomainRun.class);

    /// For a slice of a day, after which it sees that it is not wanted.
    private static final Duration END = Duration.ofSeconds(20);

    private final String domain;
    private final StageContext stage;
    private final UnwrittenDays unwritten = new UnwrittenDays();
    private @Nullable SystemInMemory<?> memory;
    private @Nullable CompletableFuture<Outcome> work;
    private AtomicBoolean cancelled = new AtomicBoolean();
    private @Nullable LocalDate dayUnderWay;

    /// What has come of it.
    sealed interface Outcome {
        record SystemMade(SystemInMemory<?> memory) implements Outcome {}

        record FirstState(Runnable take) implements Outcome {}

        /// Inputs of the day are not there, or cannot be used; a line each.
        record InputsMissing(List<String> what) implements Outcome {}

        record Fetched(List<CheckpointReader.Part> parts) implements Outcome {}

        record Finished(SystemInMemory.Done<?> done) implements Outcome {}

        /// The system must not go on from here.
        record CannotGoOn(String why) implements Outcome {}

        /// Something outside did not answer.
        record Failed(RuntimeException why) implements Outcome {}

        /// What nobody foresaw: a fault of the program, of its inputs, or no memory.
        record Unforeseen(Throwable why) implements Outcome {}

        record Cancelled() implements Outcome {}
    }

    DomainRun(String domain, StageContext stage) {
        this.domain = domain;
        this.stage = stage;
    }

    String domain() {
        return domain;
    }

    Work work() {
        if (work == null) return Work.NONE;
        return work.isDone() ? Work.DONE : Work.UNDER_WAY;
    }

    boolean hasSystem() {
        return memory != null;
    }

    /// The day at which the state in memory stands; empty without one.
    Optional<LocalDate> standsAt() {
        return memory == null ? Optional.empty() : memory.nextDay();
    }

    int lagDays() {
        return memory().system().lagDays();
    }

    /// @throws UnusableStateException when the stored state does not suit the settings
    void load(StateStore store) {
        memory().load(store, domain);
    }

    private SystemInMemory<?> memory() {
        return Objects.requireNonNull(memory, () -> "domain " + domain + " has no system in memory");
    }

    UnwrittenDays unwritten() {
        return unwritten;
    }

    /// Forgets the state and the days that have led to it and are not written.
    void forgetState() {
        unwritten.clear();
        if (memory != null) memory.forgetState();
    }

    /// Lets go of system and state; they can be had again.
    void unload() {
        memory = null;
    }

    void makeSystem() {
        begin(
                NumericsWatch.Kind.SYSTEM,
                () -> LogFields.of(domain),
                "the system of domain " + domain,
                () -> new Outcome.SystemMade(
                        new SystemInMemory<>(stage.systems().of(domain))));
    }

    void makeFirstState(LocalDate day) {
        final SystemInMemory<?> at = memory();
        begin(
                NumericsWatch.Kind.FIRST_STATE,
                () -> LogFields.of(domain, day),
                "the first state of domain " + domain + ", at " + day,
                () -> withInputs(at, day, () -> new Outcome.FirstState(at.firstState(day))));
    }

    private static Outcome withInputs(SystemInMemory<?> memory, LocalDate day, Supplier<Outcome> task) {
        final List<String> missing = memory.system().missing(day);
        return missing.isEmpty() ? task.get() : new Outcome.InputsMissing(missing);
    }

    void fetch(CheckpointReader reader, Checkpoint checkpoint) {
        begin(
                NumericsWatch.Kind.CHECKPOINT,
                () -> LogFields.of(domain, checkpoint.day()),
                "the checkpoint of domain " + domain + " at " + checkpoint.day(),
                () -> {
                    try {
                        return new Outcome.Fetched(reader.read(domain, checkpoint));
                    } catch (org.apache.kafka.common.KafkaException | IllegalStateException e) {
                        return new Outcome.Failed(e);
                    }
                });
    }

    /// Begins a day from the state in memory, if its inputs are there.
    void beginDay(DayInput input) {
        dayUnderWay = input.day();
        final SystemInMemory<?> at = memory();
        final SystemInMemory.Pending<?> day = at.from(input);
        final AtomicBoolean givenUp = cancelled;
        begin(
                NumericsWatch.Kind.DAY,
                () -> LogFields.of(domain, input.day()),
                "the day " + input.day() + " of domain " + domain,
                () -> withInputs(at, input.day(), () -> new Outcome.Finished(day.run(givenUp::get))));
    }

    /// @param fields of what it logs
    private void begin(NumericsWatch.Kind kind, Supplier<LogFields> fields, String what, Supplier<Outcome> task) {
        work = CompletableFuture.supplyAsync(
                () -> {
                    stage.watch().begin(kind, what);
                    try (var _ = fields.get()) {
                        return task.get();
                    } catch (InputsMissingException e) {
                        return new Outcome.InputsMissing(e.what());
                    } catch (CannotGoOnException e) {
                        return new Outcome.CannotGoOn(Messages.of(e));
                    } finally {
                        stage.watch().end();
                    }
                },
                stage.numerics());
    }

    /// Gives up what is under way or unwritten if it uses observations of that day or rests on them.
    void changed(LocalDate day) {
        if (work != null && dayUnderWay != null && !dayUnderWay.isBefore(day)) cancel();
        if (unwritten.reach(day)) forgetState();
    }

    void cancel() {
        if (work != null) cancelled.set(true);
    }

    /// Takes what is done. After what nobody foresaw, system and state are let go of: they may be half-changed.
    Outcome take() {
        final Outcome outcome =
                outcome(Objects.requireNonNull(work, () -> "nothing is under way for domain " + domain));
        work = null;
        dayUnderWay = null;
        cancelled = new AtomicBoolean();
        switch (outcome) {
            case Outcome.SystemMade(var made) -> memory = made;
            case Outcome.FirstState(var take) -> take.run();
            case Outcome.Finished(var done) -> done.take();
            case Outcome.Unforeseen _ -> unload();
            case Outcome.Fetched _,
                    Outcome.InputsMissing _,
                    Outcome.CannotGoOn _,
                    Outcome.Failed _,
                    Outcome.Cancelled _ -> {}
        }
        return outcome;
    }

    private Outcome outcome(CompletableFuture<Outcome> done) {
        try {
            final Outcome outcome = done.join();
            return cancelled.get() ? new Outcome.Cancelled() : outcome;
        } catch (CompletionException e) {
            final Throwable why = Objects.requireNonNullElse(e.getCause(), e);
            return cancelled.get() || why instanceof CancellationException
                    ? new Outcome.Cancelled()
                    : new Outcome.Unforeseen(why);
        }
    }

    /// Ends what is under way and waits for its end, for it uses memory that others may want; not for ever.
    void end() {
        if (work == null) return;
        cancelled.set(true);
        try {
            work.get(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CancellationException e) {
            LOG.debug("domain {}: of what was under way nothing is wanted", domain, e);
        } catch (TimeoutException e) {
            LOG.warn("domain {}: what is under way has not ended after {}", domain, END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        work = null;
        dayUnderWay = null;
        cancelled = new AtomicBoolean();
    }
}
