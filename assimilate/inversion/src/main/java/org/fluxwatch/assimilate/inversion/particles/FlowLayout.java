package org.fluxwatch.assimilate.inversion.particles;

import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Where things lie in a prepared hour, in words of four bytes from its begin. Columns are those of the grid with a rim
/// of one empty column all around, so that leaving the domain is a step to a neighbour as any other.
/// ```
/// HEADER  hour (long, hours since 1970), steps (int)
/// then of each cell, level by level of a column (0 on the rim):
///   west, east, south, north, bottom, top, mass, rise   floats; see below
///   footprint                                           float
///   AliasTable of the chain's row                       nz words
/// ```
/// west to top: air through the six faces in one step backwards, kg, positive along the axes, that is, minus the
/// fluxes of the transport; mass: at the begin of the hour, kg; rise: what it gains in a step of time, kg.
/// Footprint of a step: `P(k -> 0) Δt A M_air / m_0`, ppm per µmol m-2 s-1.
record FlowLayout(Grid grid, SigmaLevels levels) {
    static final int HEADER = 16;
    static final int WEST = 0;
    static final int EAST = 1;
    static final int SOUTH = 2;
    static final int NORTH = 3;
    static final int BOTTOM = 4;
    static final int TOP = 5;
    static final int MASS = 6;
    static final int RISE = 7;
    static final int FOOTPRINT = 8;
    static final int ALIAS = 9;

    FlowLayout {
        if (levels.nz() > AliasTable.MOST)
            throw new IllegalArgumentException(
                    "particles know " + AliasTable.MOST + " layers at most, not " + levels.nz());
    }

    /// Columns from one row to the next.
    int width() {
        return grid.nx() + 2;
    }

    int columns() {
        return width() * (grid.ny() + 2);
    }

    /// @param i -1 to nx
    /// @param j -1 to ny
    int column(int i, int j) {
        return (j + 1) * width() + i + 1;
    }

    int i(int column) {
        return column % width() - 1;
    }

    int j(int column) {
        return column / width() - 1;
    }

    /// Words of a cell.
    int words() {
        return ALIAS + levels.nz();
    }

    /// The first word of a cell.
    int at(int column, int level) {
        return HEADER + (column * levels.nz() + level) * words();
    }

    /// Bytes of an hour, a multiple of 4096.
    long bytes() {
        final long words = HEADER + (long) columns() * levels.nz() * words();
        if (words > Integer.MAX_VALUE / 4)
            throw new IllegalArgumentException(
                    "a prepared hour of " + grid + " takes " + 4 * words + " bytes, expected less than 2 GiB");
        return Math.ceilDiv(4 * words, 4096L) * 4096;
    }
}
