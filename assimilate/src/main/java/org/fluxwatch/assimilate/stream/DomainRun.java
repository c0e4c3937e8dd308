package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.fluxwatch.assimilate.cycle.DomainModel;
import org.fluxwatch.assimilate.ensemble.EnsembleState;
import org.fluxwatch.assimilate.flux.FilterDivergedException;
import org.fluxwatch.contract.netcdf.InputException;

/// A domain at work: its model, its ensemble in memory, and what is under way for it on the thread of the numerics, so
/// that the stream's thread goes on polling however long a day takes.
/// ```
/// idle --load--> under way --done--> idle      the stream's thread asks whether it is done
///                    └──cancel: an hour later at most, what comes of it is not used
/// ```
final class DomainRun {
    private final String domain;
    private final Supplier<DomainModel> makesModel;
    private final Executor numerics;
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

        record Cancelled() implements Outcome {}
    }

    DomainRun(String domain, Supplier<DomainModel> makesModel, Executor numerics) {
        this.domain = domain;
        this.makesModel = makesModel;
        this.numerics = numerics;
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
        begin(() -> {
            try {
                return new Outcome.ModelMade(makesModel.get());
            } catch (InputException e) {
                return new Outcome.InputsMissing(List.of(e.getMessage()));
            }
        });
    }

    void makeFirstState(LocalDate day) {
        begin(() -> withInputs(day, () -> new Outcome.FirstState(model.initialState(day))));
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
        begin(() -> {
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
        begin(() -> withInputs(input.day(), () -> {
            try {
                return new Outcome.Finished(job.run());
            } catch (FilterDivergedException e) {
                return new Outcome.Diverged(e.getMessage());
            }
        }));
    }

    private void begin(Supplier<Outcome> task) {
        work = CompletableFuture.supplyAsync(task, numerics);
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

    /// Waits for what is under way and takes it.
    Outcome take() {
        Outcome outcome;
        try {
            outcome = work.join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof CancellationException)) throw e;
            outcome = new Outcome.Cancelled();
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
            case Outcome.Fetched _,
                    Outcome.InputsMissing _,
                    Outcome.Diverged _,
                    Outcome.Failed _,
                    Outcome.Cancelled _ -> {}
        }
        return outcome;
    }

    /// Ends what is under way and waits for its end: it uses arrays that others may want.
    void end() {
        if (work == null) return;
        cancelled.set(true);
        try {
            work.join();
        } catch (CompletionException | CancellationException e) {
            // nothing of it is wanted
        }
        work = null;
        dayUnderWay = null;
        cancelled = new AtomicBoolean();
    }
}
