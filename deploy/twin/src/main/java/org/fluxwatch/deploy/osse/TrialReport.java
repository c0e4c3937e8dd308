package org.fluxwatch.deploy.osse;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// What one filter made of the twin's files.
///
/// @param name of its settings, for tables
/// @param stop where the filter stopped itself; the report then holds the days before
record TrialReport(String name, OsseReport report, PeriodMeans means, Optional<Stop> stop) {
    /// Name of the settings that a run was asked for.
    static final String OWN = "these settings";

    /// @param day that was not finished
    record Stop(LocalDate day, String reason) {}

    int scoredDays() {
        return (int) report.days().stream()
                .filter(day -> !day.day().isBefore(report.setup().scoredFrom()))
                .count();
    }

    /// In a sentence, for a person; empty for a filter that ran to the end.
    static List<String> stops(List<TrialReport> trials) {
        return trials.stream()
                .filter(trial -> trial.stop().isPresent())
                .map(trial -> "The filter with " + trial.name() + " stopped itself on "
                        + trial.stop().get().day() + " ("
                        + (trial.scoredDays() == 0 ? "no scored day" : "scored days before it: " + trial.scoredDays())
                        + "): " + trial.stop().get().reason())
                .toList();
    }
}
