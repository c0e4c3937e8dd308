package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/// What a domain does next. Its whole life is here: [#next] looks at how things stand, once in every 5 ms and after
/// every step, and decides; [DayProcessor] does what it says.
/// ```
///                    ┌───────────────────────── Pause ─────────────────────────┐
///                    │ stopped, unquiet, failing, nothing ready, inputs missing │ gives its turn away
///                    └──────────────▲──────────────────────────────────────────┘
///                                   │
///  late data, all quiet ──> GoBack ─┼──> AskForTurn ──> MakeSystem ──> FirstState ─────────────┐
///                                   │                       │     └──> FetchCheckpoint ──┐     │
///                                   │                       └────────> LoadState <───────┘     │
///                                   │                                      └─────> RunDay <────┘
///                                   └───── TakeOutcome <── done <── under way <──────┘
/// ```
/// `MakeSystem`, `FirstState`, `FetchCheckpoint` and `RunDay` are under way on the thread of the numerics until they
/// are done.
sealed interface DomainStep {
    /// Why there is nothing to do now.
    enum Reason {
        /// Something is under way on the thread of the numerics.
        UNDER_WAY(true),
        /// It cannot go on until its data or its settings change.
        STOPPED(false),
        /// Late granules may still be coming.
        UNQUIET(false),
        /// It failed in a way that nobody foresaw, and it is too soon to try again.
        FAILING(false),
        /// No day has all its observations.
        NOTHING_READY(false),
        /// Winds, fluxes or inflow are not there, and it is too soon to look again.
        INPUTS_MISSING(false),
        /// A checkpoint could not be fetched, and it is too soon to try again.
        FETCH_FAILED(true);

        private final boolean keepsTurn;

        Reason(boolean keepsTurn) {
            this.keepsTurn = keepsTurn;
        }

        /// Whether the other domains of the instance go on waiting for it.
        boolean keepsTurn() {
            return keepsTurn;
        }
    }

    record Pause(Reason reason) implements DomainStep {}

    /// To a checkpoint, for late data.
    record GoBack(DomainClock to) implements DomainStep {}

    record AskForTurn() implements DomainStep {}

    record MakeSystem() implements DomainStep {}

    record FirstState(LocalDate day) implements DomainStep {}

    record FetchCheckpoint(Checkpoint checkpoint) implements DomainStep {}

    record LoadState() implements DomainStep {}

    record RunDay(LocalDate day) implements DomainStep {}

    record TakeOutcome() implements DomainStep {}

    /// Work on the thread of the numerics.
    enum Work {
        NONE,
        UNDER_WAY,
        DONE
    }

    /// How things stand with a domain.
    ///
    /// @param work for it on the thread of the numerics
    /// @param hindrance what keeps it from going on, the first in the order of [Reason]; of those only that are no
    /// business of the clock's
    /// @param hasTurn whether it is the instance's domain at work
    /// @param hasSystem whether its system is in memory
    /// @param inMemory the day at which the state in memory stands; empty without one
    /// @param stored the day at which the stored state stands, empty without one; asked for only where it matters
    record Situation(
            DomainClock clock,
            Work work,
            Optional<Reason> hindrance,
            boolean hasTurn,
            boolean hasSystem,
            Optional<LocalDate> inMemory,
            Supplier<Optional<LocalDate>> stored) {
        private boolean isHindered(Reason reason) {
            return hindrance.equals(Optional.of(reason));
        }
    }

    /// @throws IllegalStateException when neither a stored state nor a checkpoint is where the clock stands
    static DomainStep next(Situation now) {
        return switch (now.work()) {
            case UNDER_WAY -> new Pause(Reason.UNDER_WAY);
            case DONE -> new TakeOutcome();
            case NONE -> atRest(now);
        };
    }

    private static DomainStep atRest(Situation now) {
        for (Reason reason : new Reason[] {Reason.STOPPED, Reason.UNQUIET, Reason.FAILING})
            if (now.isHindered(reason)) return new Pause(reason);
        if (now.clock().stale()) return new GoBack(now.clock().backAtCheckpoint());
        if (!now.clock().ready()) return new Pause(Reason.NOTHING_READY);
        if (now.isHindered(Reason.INPUTS_MISSING)) return new Pause(Reason.INPUTS_MISSING);
        if (!now.hasTurn()) return new AskForTurn();
        return atWork(now);
    }

    private static DomainStep atWork(Situation now) {
        final Optional<LocalDate> nextDay = Optional.of(now.clock().nextDay());
        if (!now.hasSystem()) return new MakeSystem();
        if (now.inMemory().equals(nextDay)) return new RunDay(now.clock().nextDay());
        final Optional<LocalDate> stored = now.stored().get();
        if (stored.equals(nextDay)) return new LoadState();
        final Checkpoint here = now.clock()
                .checkpointHere()
                .orElseThrow(() -> new IllegalStateException("the stored state stands at "
                        + stored.map(LocalDate::toString).orElse("no day") + ", the clock at " + now.clock()));
        if (here.parts() == 0) return new FirstState(here.day());
        if (now.isHindered(Reason.FETCH_FAILED)) return new Pause(Reason.FETCH_FAILED);
        return new FetchCheckpoint(here);
    }
}
