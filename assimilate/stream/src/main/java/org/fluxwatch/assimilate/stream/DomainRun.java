package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.forecast.FilterDivergedException;
import org.fluxwatch.contract.netcdf.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A domain at work: its model, its ensemble in memory, and what is under way for it on the thread of the numerics, so
/// that the stream's thread goes on polling however long a day takes.
/// ```
/// idle --load--> under way --done--> idle      the stream's thread asks whether it is done
///                    └──cancel: an hour later at most, what comes of it is not used
/// ```
final class DomainRun {
    private static final Logger LOG = LoggerFactory.getLogger(DomainRun.class);

    /// For an hour of the model, which ends when it sees that it is not wanted.
    private static final Duration END = Duration.ofSeconds(20);

    private final String domain;
    private final Surroundings surroundings;
    private DomainModel model;
    private EnsembleState state;
    private CompletableFuture<Outcome> work;
    private AtomicBoolean cancelled = new AtomicBoolean();
    private LocalDate dayUnderWay;
    private String stoppedBecause = "";

    /// What has come of it.
    sealed interface Outcome {
        record ModelMade(DomainModel model) implements Outcome {}

        /// A new ensemble.
        record FirstState(EnsembleState state) implements Outcome {}

        /// Winds, fluxes or inflow of the day are not there, or cannot be used; a line each.
        record InputsMissing(List<String> what) implements Outcome {}

        record Fetched(List<CheckpointReader.Part> parts) implements Outcome {}

        record Finished(DayJob.Day day) implements Outcome {}

        /// The filter must not go on from here.
        record Diverged(String why) implements Outcome {}

        /// Something outside did not answer.
        record Failed(RuntimeException why) implements Outcome {}

        /// What nobody foresaw: a fault of the program, of its inputs, or no memory.
        record Unforeseen(Throwable why) implements Outcome {}

        record Cancelled() implements Outcome {}
    }

    DomainRun(String domain, Surroundings surroundings) {
        this.domain = domain;
        this.surroundings = surroundings;
    }

    String domain() {
        return domain;
    }

    boolean isUnderWay() {
        return work != null;
    }

    boolean isStopped() {
        return !stoppedBecause.isEmpty();
    }

    void stop(String why) {
        stoppedBecause = why;
    }

    /// What made it stop may be gone.
    void tryAgain() {
        stoppedBecause = "";
    }

    boolean hasModel() {
        return model != null;
    }

    DomainModel model() {
        return model;
    }

    int lagDays() {
        return model.fluxForecast().lagDays();
    }

    EnsembleStore.Shape shape() {
        return EnsembleStore.shape(model);
    }

    boolean standsAt(LocalDate day) {
        return state != null && state.nextDay().equals(day);
    }

    void standAt(EnsembleState newState) {
        state = newState;
    }

    /// Lets go of model and ensemble; they can be had again.
    void unload() {
        model = null;
        state = null;
    }

    void makeModel() {
        begin(UnderWay.Kind.MODEL, "the model of domain " + domain, () -> {
            try {
                return new Outcome.ModelMade(surroundings.models().model(domain));
            } catch (InputException e) {
                return new Outcome.InputsMissing(List.of(e.getMessage()));
            }
        });
    }

    void makeFirstState(LocalDate day) {
        begin(
                UnderWay.Kind.FIRST_STATE,
                "the first ensemble of domain " + domain + ", at " + day,
                () -> withInputs(day, () -> new Outcome.FirstState(model.initialState(day))));
    }

    private Outcome withInputs(LocalDate day, Supplier<Outcome> task) {
        try {
            final List<String> missing = model.missingInputs(day);
            return missing.isEmpty() ? task.get() : new Outcome.InputsMissing(missing);
        } catch (InputException e) {
            return new Outcome.InputsMissing(List.of(e.getMessage()));
        }
    }

    void fetch(CheckpointReader reader, Checkpoint checkpoint) {
        begin(UnderWay.Kind.CHECKPOINT, "the checkpoint of domain " + domain + " at " + checkpoint.day(), () -> {
            try {
                return new Outcome.Fetched(reader.read(domain, checkpoint));
            } catch (org.apache.kafka.common.KafkaException | IllegalStateException e) {
                return new Outcome.Failed(e);
            }
        });
    }

    /// Begins a day from the ensemble in memory, if its inputs are there.
    void beginDay(DayJob.Input input) {
        dayUnderWay = input.day();
        final DayJob job = new DayJob(domain, model, state, input, cancelled);
        begin(
                UnderWay.Kind.DAY,
                "the day " + input.day() + " of domain " + domain,
                () -> withInputs(input.day(), () -> {
                    try {
                        return new Outcome.Finished(job.run());
                    } catch (FilterDivergedException e) {
                        return new Outcome.Diverged(e.getMessage());
                    }
                }));
    }

    private void begin(UnderWay.Kind kind, String what, Supplier<Outcome> task) {
        work = CompletableFuture.supplyAsync(
                () -> {
                    surroundings.underWay().begin(kind, what);
                    try {
                        return task.get();
                    } finally {
                        surroundings.underWay().end();
                    }
                },
                surroundings.numerics());
    }

    /// Gives up what is under way if it uses observations of that day or rests on them.
    void changed(LocalDate day) {
        if (work != null && dayUnderWay != null && !dayUnderWay.isBefore(day)) cancel();
    }

    void cancel() {
        if (work != null) cancelled.set(true);
    }

    boolean isDone() {
        return work.isDone();
    }

    /// Waits for what is under way and takes it. After what nobody foresaw, model and ensemble are let go of: they
    /// may be half-changed.
    Outcome take() {
        Outcome outcome;
        try {
            outcome = work.join();
        } catch (CompletionException e) {
            outcome = e.getCause() instanceof CancellationException
                    ? new Outcome.Cancelled()
                    : new Outcome.Unforeseen(e.getCause());
        } finally {
            work = null;
            dayUnderWay = null;
        }
        if (cancelled.get()) outcome = new Outcome.Cancelled();
        cancelled = new AtomicBoolean();
        switch (outcome) {
            case Outcome.ModelMade(var made) -> model = made;
            case Outcome.FirstState(var first) -> state = first;
            case Outcome.Finished(var day) -> state = day.result().state();
            case Outcome.Unforeseen _ -> unload();
            case Outcome.Fetched _,
                    Outcome.InputsMissing _,
                    Outcome.Diverged _,
                    Outcome.Failed _,
                    Outcome.Cancelled _ -> {}
        }
        return outcome;
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
