package org.fluxwatch.assimilate.inversion.solve;

import java.util.stream.IntStream;

/// What a month's state consists of: for each part of the increment's shape the optimised cells, then the
/// background offsets. Two months follow each other in a joint state.
///
/// @param cells optimised cells, >= 1
/// @param parts of the increment in a cell, >= 1 ([IncrementShape])
/// @param offsets constants added to the background in a month, one an inflow side or one for all; 0 when it is
/// trusted
public record StateLayout(int cells, int parts, int offsets) {
    public StateLayout {
        if (cells < 1 || parts < 1 || offsets < 0)
            throw new IllegalArgumentException("state of " + cells + " cells, " + parts + " parts and " + offsets
                    + " background offsets, expected >= 1, >= 1, >= 0");
    }

    /// State variables that are fluxes; they come first.
    public int fluxes() {
        return parts * cells;
    }

    /// State variables of a month.
    public int columns() {
        return fluxes() + offsets;
    }

    /// The column of a part of a cell's increment.
    public int column(int part, int cell) {
        return part * cells + cell;
    }

    /// The column of a background offset.
    public int offsetColumn(int offset) {
        return fluxes() + offset;
    }

    /// Columns of the later month's background offsets in a joint state, ascending.
    public int[] laterOffsetColumns() {
        return IntStream.range(0, offsets)
                .map(offset -> columns() + offsetColumn(offset))
                .toArray();
    }

    /// Tiles a side that a month takes up: months begin with a tile of their own.
    int tiles() {
        return Tiles.count(columns());
    }

    /// Where a column of a joint state, 0 to `2 * columns() - 1`, lies among the tiles.
    int padded(int jointColumn) {
        return jointColumn < columns() ? jointColumn : tiles() * Tiles.SIZE + jointColumn - columns();
    }

    /// @throws IllegalArgumentException when the row has columns that two months have not
    void require(MonthRow row) {
        final int entries = row.columns().length;
        if (entries > 0 && row.columns()[entries - 1] >= 2 * columns())
            throw new IllegalArgumentException("row of " + row.id() + " has column " + row.columns()[entries - 1]
                    + ", expected less than " + 2 * columns() + ": is it of another grid?");
    }
}
