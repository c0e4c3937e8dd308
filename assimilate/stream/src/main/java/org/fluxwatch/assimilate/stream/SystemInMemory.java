package org.fluxwatch.assimilate.stream;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.assimilate.stream.port.SystemState;
import org.jspecify.annotations.Nullable;

/// A domain's system and the state that it stands at.
final class SystemInMemory<S extends SystemState> {
    private final DaySystem<S> system;
    private @Nullable S state;

    SystemInMemory(DaySystem<S> system) {
        this.system = system;
    }

    DaySystem<S> system() {
        return system;
    }

    /// The day that is to be run next; empty without a state.
    Optional<LocalDate> nextDay() {
        return Optional.ofNullable(state).map(SystemState::nextDay);
    }

    void forgetState() {
        state = null;
    }

    void load(StateStore store, String domain) {
        state = store.load(domain, system.format()).orElse(null);
    }

    /// Makes the first state; taken by running what is returned.
    Runnable firstState(LocalDate day) {
        final S first = system.firstState(day);
        return () -> state = first;
    }

    /// What a day is begun from, kept while the state goes on.
    Pending<S> from(DayInput input) {
        return new Pending<>(
                this, Objects.requireNonNull(state, () -> "no state to run " + input.day() + " from"), input);
    }

    /// A day to be run.
    record Pending<S extends SystemState>(SystemInMemory<S> memory, S state, DayInput input) {
        /// @param givenUp looked at between slices
        /// @throws CancellationException when it is given up
        Done<S> run(BooleanSupplier givenUp) {
            final long begin = System.nanoTime();
            final DaySystem.DayRun<S> run = memory.system.begin(state, input);
            while (!run.finished()) {
                if (givenUp.getAsBoolean()) throw new CancellationException();
                run.step();
            }
            return new Done<>(
                    memory,
                    new FinishedDay<>(memory.system, run.result(), Duration.ofNanos(System.nanoTime() - begin)));
        }
    }

    /// A day that has been run.
    record Done<S extends SystemState>(SystemInMemory<S> memory, FinishedDay<S> day) {
        void take() {
            memory.state = day.result().state();
        }
    }
}
