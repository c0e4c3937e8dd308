package org.fluxwatch.assimilate.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// A field that drives the model. What it cannot give is an [org.fluxwatch.contract.netcdf.InputException] that names
/// file, variable, value and expectation; never a guess.
public interface ModelInput {
    /// What is not there of all that times from one to another need, a line each that names file, field or hour; empty:
    /// nothing. It looks for files and at their time axes, not at values, and may set about fetching.
    ///
    /// @param from first time, included
    /// @param to last time, included
    default List<String> missing(Instant from, Instant to) {
        return List.of();
    }

    /// In one line, for the products of a day: what it is, where it came from, and by which rule it was extended.
    String description(LocalDate day);
}
