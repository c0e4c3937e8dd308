package org.fluxwatch.assimilate.stream.port;

import java.time.LocalDate;
import java.util.List;

/// A system of assimilation as the day engine knows it: for one domain, with settings and inputs. The engine takes in
/// observations, decides which day is run when and with which of them, goes back for late data, and writes; it knows
/// nothing of what a day does.
/// ```
/// firstState ──> begin(state, input) ──step──step──> result: the next state, products, corrections of past ones
///     missing() is asked before both          ^─ nothing of a day that is given up is used
/// ```
/// The engine calls one method at a time, on the thread of the numerics. The same state and input give the same bits.
///
/// @param <S> what it remembers from day to day
public interface DaySystem<S extends SystemState> {
    /// How its state is written and read.
    StateFormat<S> format();

    /// What is not there that a day needs, or cannot be used, a line each; empty: nothing. It may set about fetching.
    List<String> missing(LocalDate day);

    /// The state at the beginning of the domain's first day.
    ///
    /// @throws InputsMissingException when what it needs is not there after all
    S firstState(LocalDate day);

    /// Begins a day on a copy of the state.
    ///
    /// @param state at the day's first midnight; not changed, now or later
    DayRun<S> begin(S state, DayInput input);

    /// How far back a day may still change a product: it may correct that of the day so many days before it, with which
    /// that one is final; 0: no product is corrected.
    int lagDays();

    /// A day under way, in slices that are short beside a poll of Kafka's.
    interface DayRun<S extends SystemState> {
        boolean finished();

        /// Runs the next slice.
        ///
        /// @throws InputsMissingException when what it needs is not there after all
        /// @throws CannotGoOnException when the system must not go on from here
        void step();

        /// What the day yields; all slices must have run.
        DayResult<S> result();
    }
}
