package org.fluxwatch.assimilate.filter.ensemble;

import java.time.LocalDate;

/// Everything the filter remembers from one day to the next. All arrays have columns first (`column = j * nx + i`) and
/// lanes innermost: element (column, row, lane) is at `(column * rows + row) * stride + lane`.
///
/// @param lanes who sits where
/// @param nextDay the day that is to be analysed next; the state is that at its first midnight, UTC
/// @param co2 dry-air mole fraction C, ppm `[cells * nz * stride]`
/// @param fluxRows what the flux forecast adds to the state vector `[cells * rows * stride]`; its unit is its own
/// @param fluxMemory what else the flux forecast remembers, opaque; may be empty
public record EnsembleState(Lanes lanes, LocalDate nextDay, float[] co2, float[] fluxRows, float[] fluxMemory) {

    /// A copy that shares nothing, so that a day can be tried and thrown away.
    public EnsembleState copy() {
        return new EnsembleState(lanes, nextDay, co2.clone(), fluxRows.clone(), fluxMemory.clone());
    }

    public EnsembleState withNextDay(LocalDate day) {
        return new EnsembleState(lanes, day, co2, fluxRows, fluxMemory);
    }
}
