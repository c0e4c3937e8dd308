package org.fluxwatch.assimilate.model.regrid;

import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.grid.LatLonGrid;

/// Overlaps of cells whose edges are all meridians and parallels: the product of an overlap in longitude and one in the
/// sine of latitude. Exact.
final class LatLonOverlaps {
    /// A share this small is the rounding of an edge that both grids have.
    private static final double ROUNDING = 1e-11;

    /// @param target column or row of the model
    /// @param share of the source's column or row
    private record Part(int target, double share) {}

    private LatLonOverlaps() {}

    static Overlaps of(SourceCells source, LatLonGrid grid) {
        final Overlaps overlaps = new Overlaps(grid.cells());
        final List<List<Part>> columns = new ArrayList<>(source.nx());
        for (int c = 0; c < source.nx(); c++) columns.add(columnParts(source.west(c), source.east(c), grid));
        for (int r = 0; r < source.ny(); r++)
            for (Part row : rowParts(source.south(r), source.north(r), grid))
                for (int c = 0; c < source.nx(); c++)
                    for (Part column : columns.get(c)) {
                        final double m2 = source.areaM2(r, c) * row.share * column.share;
                        overlaps.add(r, c, grid.cell(column.target, row.target), m2, m2);
                    }
        return overlaps;
    }

    private static List<Part> columnParts(double west, double east, LatLonGrid grid) {
        final List<Part> parts = new ArrayList<>();
        for (int i = 0; i < grid.nx(); i++) {
            final double from = grid.west() + i * grid.cellDegrees();
            final double to = grid.west() + (i + 1) * grid.cellDegrees();
            double overlap = 0;
            for (double turn = 360 * Math.ceil((from - east) / 360); west + turn < to; turn += 360)
                overlap += Math.max(0, Math.min(to, east + turn) - Math.max(from, west + turn));
            final double share = overlap / (east - west);
            if (share > ROUNDING) parts.add(new Part(i, share));
        }
        return wholeIfInside(parts);
    }

    private static List<Part> rowParts(double south, double north, LatLonGrid grid) {
        final List<Part> parts = new ArrayList<>();
        for (int j = 0; j < grid.ny(); j++) {
            final double from = Math.max(south, grid.south() + j * grid.cellDegrees());
            final double to = Math.min(north, grid.south() + (j + 1) * grid.cellDegrees());
            final double share = to > from ? SourceCells.sineRise(from, to) / SourceCells.sineRise(south, north) : 0;
            if (share > ROUNDING) parts.add(new Part(j, share));
        }
        return wholeIfInside(parts);
    }

    /// Shares that sum to 1 but for rounding are made to.
    private static List<Part> wholeIfInside(List<Part> parts) {
        final double total = parts.stream().mapToDouble(Part::share).sum();
        if (Math.abs(total - 1) > 1e-9) return parts;
        return parts.stream()
                .map(part -> new Part(part.target, part.share / total))
                .toList();
    }
}
