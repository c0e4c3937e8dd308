package org.fluxwatch.publish.totals;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The regions' totals of one day of the filter.
///
/// @param spinUp whether the ensemble had not settled yet
/// @param regions in the file's order
public record DayTotals(LocalDate day, int revision, boolean spinUp, List<RegionDay> regions) {
    public DayTotals {
        regions = List.copyOf(regions);
    }

    public Optional<RegionDay> region(String name) {
        for (RegionDay region : regions) if (region.region().equals(name)) return Optional.of(region);
        return Optional.empty();
    }
}
