package org.fluxwatch.publish.totals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The regions' totals of one day of the filter.
///
/// @param spinUp whether the ensemble had not settled yet, as far as is known
/// @param knowsSpinUp whether the file says so; those of 0.2.0 and before do not
/// @param regions in the file's order
public record DayTotals(LocalDate day, int revision, boolean spinUp, boolean knowsSpinUp, List<RegionDay> regions) {
    public DayTotals {
        regions = List.copyOf(regions);
    }

    /// Of a day that says whether the ensemble had settled.
    public DayTotals(LocalDate day, int revision, boolean spinUp, List<RegionDay> regions) {
        this(day, revision, spinUp, true, regions);
    }

    DayTotals withoutMembers() {
        return new DayTotals(
                day,
                revision,
                spinUp,
                knowsSpinUp,
                regions.stream().map(RegionDay::withoutMembers).toList());
    }

    public Optional<RegionDay> region(String name) {
        for (RegionDay region : regions) if (region.region().equals(name)) return Optional.of(region);
        return Optional.empty();
    }
}
