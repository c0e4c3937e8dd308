package org.fluxwatch.publish.web.v1;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.publish.series.FluxRows.MonthMembers;
import org.fluxwatch.publish.series.FluxStep;
import org.jspecify.annotations.Nullable;

/// What the files say of an area over a period.
///
/// @param about what is said of the area in the answer
/// @param months members of whole months that days lack
/// @param missing days (or first days of months) without a file that tells of the area
/// @param damaged those whose file cannot be used: it is damaged, or of another grid
/// @param lack why there may be no spread
record Steps(
        AssimilationSystem system,
        Map<String, @Nullable Object> about,
        NavigableMap<LocalDate, FluxStep> steps,
        Map<YearMonth, MonthMembers> months,
        List<LocalDate> missing,
        List<LocalDate> damaged,
        String lack) {
    /// What the spread is of, and why some rows have none.
    String spreadOf(int withoutSpread) {
        final String of =
                switch (system) {
                    case FILTER ->
                        "natural flux with observations: standard deviation over members (N - 1) of their own totals over"
                                + " the row's days";
                    case INVERSION -> "natural flux with observations: standard deviation of the posterior";
                };
        return withoutSpread == 0 ? of : of + "; null in " + withoutSpread + " rows: " + lack;
    }
}
