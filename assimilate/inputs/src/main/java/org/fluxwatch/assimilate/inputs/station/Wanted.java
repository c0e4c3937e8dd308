package org.fluxwatch.assimilate.inputs.station;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.fluxwatch.contract.grid.Grid;

/// Which observations are wanted: those of some days, in the domain and off its lateral boundary, where the model is
/// but what flows in.
///
/// @param from first day
/// @param to last day
/// @param boundaryCells least distance from the boundary, cells
record Wanted(LocalDate from, LocalDate to, Grid grid, int boundaryCells) {
    boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /// Seconds since 1970.
    boolean covers(double seconds) {
        return seconds >= second(from) && seconds < second(to.plusDays(1));
    }

    static double second(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /// False too where a coordinate is no number.
    boolean hasPlace(double latitude, double longitude) {
        if (!(Math.abs(latitude) <= 90) || !(longitude >= -180 && longitude <= 360)) return false;
        final int cell = grid.cellAt(latitude, east(longitude));
        return cell >= 0 && grid.cellsToBoundary(cell) >= boundaryCells;
    }

    /// -180 to 180.
    static double east(double longitude) {
        return longitude > 180 ? longitude - 360 : longitude;
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
