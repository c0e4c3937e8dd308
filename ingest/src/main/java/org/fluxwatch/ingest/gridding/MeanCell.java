package org.fluxwatch.ingest.gridding;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import org.fluxwatch.contract.record.Sounding;

/// A cell of the global latitude-longitude grid and a time bin of the day.
///
/// @param row from the south pole, 0 first; the pole itself belongs to the last row
/// @param column from the date line eastwards, 0 first; 180 E is the western edge of column 0
/// @param bin of the UTC day, 0 first
record MeanCell(int row, int column, int bin) implements Comparable<MeanCell> {
    static MeanCell of(Sounding sounding, double cellDegrees, int binHours) {
        final int rows = (int) Math.ceil(180 / cellDegrees);
        final int columns = (int) Math.ceil(360 / cellDegrees);
        final int row = (int) Math.floor((sounding.latitude() + 90) / cellDegrees);
        final int column = (int) Math.floor(fromDateLine(sounding) / cellDegrees);
        final int hour = sounding.time().atOffset(ZoneOffset.UTC).getHour();
        return new MeanCell(Math.min(row, rows - 1), Math.min(column, columns - 1), hour / binHours);
    }

    /// Degrees east of the date line, 0 to below 360. A cell never straddles the date line, so these can be averaged.
    static double fromDateLine(Sounding sounding) {
        final double east = sounding.longitude() + 180;
        return east >= 360 ? east - 360 : east;
    }

    /// The south-western corner, such as N35E116; with decimals where the cell size asks for them.
    String label(double cellDegrees) {
        final BigDecimal south = degrees(row * cellDegrees - 90);
        final BigDecimal west = degrees(column * cellDegrees - 180);
        return (south.signum() < 0 ? "S" : "N")
                + south.abs().toPlainString()
                + (west.signum() < 0 ? "W" : "E")
                + west.abs().toPlainString();
    }

    private static BigDecimal degrees(double value) {
        final BigDecimal rounded = BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }

    @Override
    public int compareTo(MeanCell other) {
        if (bin != other.bin) return Integer.compare(bin, other.bin);
        return row != other.row ? Integer.compare(row, other.row) : Integer.compare(column, other.column);
    }

    /// Milliseconds of a mean time, rounded down so that it stays in its bin.
    static Instant instant(double meanMillis) {
        return Instant.ofEpochMilli((long) Math.floor(meanMillis));
    }
}
