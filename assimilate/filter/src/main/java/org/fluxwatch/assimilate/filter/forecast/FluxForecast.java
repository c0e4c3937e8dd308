package org.fluxwatch.assimilate.filter.forecast;

import java.time.LocalDate;
import java.util.Optional;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.model.PriorFlux;

/// Makes the flux of every lane for an hour from what the filter has learned, and keeps the day's means of it.
/// Fluxes are in µmol m-2 s-1, positive to the air; fossil and fire pass through unchanged.
///
/// In a day: [#beginDay], then for each hour [Day#fluxes], the filter's update of the state's flux rows,
/// [Day#hourAnalysed]; then [Day#background] and [Day#analysis].
public sealed interface FluxForecast permits PersistentFactors, JdasForecast {
    /// Rows that this choice adds to every column of the state vector.
    int rows();

    /// Length of the memory that travels with the state.
    int memoryLength();

    /// Fills the flux rows and the memory of a new ensemble.
    void initialise(EnsembleState state, LocalDate day);

    /// Begins a day: brings the flux rows to it.
    ///
    /// @param state of which the day works, in place
    Day beginDay(EnsembleState state, LocalDate day);

    /// Days whose flux rows stay in the state after they have ended, so that observations of later days correct them
    /// too (a fixed-lag smoother); 0: none.
    int lagDays();

    /// Days before today that a flux row is of, 0 to [#lagDays].
    int daysBack(int row);

    /// Natural flux, mean of the day that is `lagDays()` before the one that has just ended, with the observations of
    /// all days since `[cells * stride]`. That day must have been run.
    float[] smoothedDay(EnsembleState state);

    /// How the members of that day scale its prior, from which its hours and parts follow.
    FluxScaling smoothedScaling(EnsembleState state);

    /// In one line, for products.
    String description();

    /// A day under way, with the sums that its means are made of.
    interface Day {
        /// Fluxes of all lanes for one hour of the day.
        ///
        /// @param hourOfDay 0 to 23, UTC
        /// @param flux receives natural + fossil + fire `[cells * stride]`
        void fluxes(int hourOfDay, PriorFlux.Fields prior, float[] flux);

        /// Takes note of the flux rows as the filter left them at the end of the hour.
        void hourAnalysed(int hourOfDay, PriorFlux.Fields prior);

        /// How the members scale the prior as the day has left them; empty where they do not.
        Optional<FluxScaling> scaling();

        /// What the mean of a flux row counts for in the natural flux of the row's day: where observations change the
        /// means of rows by Δ, the mean flux of a day in a cell changes by the sum of `weight * Δ`
        /// over the day's rows. Of today's rows it is known when all hours have been analysed.
        ///
        /// @return µmol m-2 s-1 by unit of the row
        double weight(int cell, int row);

        /// Natural flux of an hour of the day with the day's observations; all hours must have been analysed.
        FluxMoments hour(int hourOfDay, PriorFlux.Natural prior);

        /// Natural flux, mean of the day, as it was before the day's observations `[cells * stride]`.
        float[] background();

        /// Natural flux, mean of the day, with the day's observations `[cells * stride]`.
        float[] analysis();
    }
}
