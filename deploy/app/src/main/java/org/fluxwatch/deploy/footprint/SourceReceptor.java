package org.fluxwatch.deploy.footprint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fluxwatch.assimilate.inputs.footprint.Footprint;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Slice;
import org.fluxwatch.assimilate.inputs.footprint.FootprintFile;
import org.fluxwatch.assimilate.inputs.footprint.Release;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.contract.grid.Grid;

/// What one observation answers to, on a map: a row of ours or a footprint of a file.
///
/// @param title what it is for
/// @param source what made it
/// @param from begin of what was averaged at the receptor; `to` its end
/// @param latitude of the receptor, degrees north
/// @param longitude degrees east
/// @param map its cells
/// @param parts in the order of time
/// @param ends where the air came from
public record SourceReceptor(
        String title,
        String source,
        Instant from,
        Instant to,
        double latitude,
        double longitude,
        CellMap map,
        List<Part> parts,
        Ends ends) {
    public SourceReceptor {
        parts = List.copyOf(parts);
    }

    /// @param spread whether no more than the sum over its time is known
    /// @param ppmPerFlux ppm for 1 µmol m-2 s-1 kept over time and cell, row by row from the south
    public record Part(Instant from, Instant to, boolean spread, float[] ppmPerFlux) {}

    /// @param vertical heights above ground, m, or pressures, Pa
    /// @param isPressure which
    public record Ends(
            float[] latitude,
            float[] longitude,
            float[] vertical,
            boolean isPressure,
            long[] time,
            float[] weight,
            double lost) {}

    /// @param file that has the footprint
    public static SourceReceptor of(FootprintFile file, Footprint footprint) {
        final Release release = footprint.release();
        final CellMap map = CellMap.of(footprint.cells());
        final List<Part> parts = new ArrayList<>();
        for (Slice slice : footprint.slices())
            parts.add(new Part(slice.from(), slice.to(), slice.spread(), map.southFirst(slice.ppmPerFlux())));
        parts.sort(Comparator.comparing(Part::from));
        final var departed = footprint.departed();
        return new SourceReceptor(
                file.path().getFileName() + ", release " + (release.index() + 1),
                file.header().model() + ", " + file.header().form() + ", species "
                        + file.header().species() + ", for "
                        + release.receptor().words(),
                release.from(),
                release.to(),
                release.latitude(),
                release.longitude(),
                map,
                parts,
                new Ends(
                        departed.latitude(),
                        departed.longitude(),
                        departed.heightM(),
                        false,
                        departed.time(),
                        departed.weight(),
                        departed.lost()));
    }

    /// @param source what made the row
    /// @param latitude of the observation, degrees north
    /// @param longitude degrees east
    public static SourceReceptor of(Row row, String source, double latitude, double longitude, Grid grid) {
        final List<Part> parts = new ArrayList<>();
        for (int entry = 0; entry < row.size(); entry++) {
            final int bin = row.bins()[entry];
            if (entry == 0 || bin != row.bins()[entry - 1])
                parts.add(new Part(Row.begin(bin), Row.begin(bin + 1), false, new float[grid.cells()]));
            parts.getLast().ppmPerFlux()[row.cells()[entry]] = row.ppmPerFlux()[entry];
        }
        final EndPoints ends = row.ends();
        return new SourceReceptor(
                row.receptor(),
                source,
                row.time(),
                row.time(),
                latitude,
                longitude,
                CellMap.of(grid),
                parts,
                new Ends(
                        ends.latitude(),
                        ends.longitude(),
                        ends.pressurePa(),
                        true,
                        ends.time(),
                        ends.weight(),
                        ends.lost()));
    }

    /// All parts added up `[cells]`.
    double[] total() {
        final double[] total = new double[map.ny() * map.nx()];
        for (Part part : parts) for (int cell = 0; cell < total.length; cell++) total[cell] += part.ppmPerFlux[cell];
        return total;
    }

    /// ppm for 1 µmol m-2 s-1 kept everywhere and always.
    public double sum() {
        double sum = 0;
        for (double value : total()) sum += value;
        return sum;
    }

    /// Share of the sum of which the hours are known; 1 of nothing.
    public double resolvedShare() {
        double spread = 0;
        for (Part part : parts) if (part.spread) for (float value : part.ppmPerFlux) spread += value;
        return spread == 0 ? 1 : 1 - spread / sum();
    }
}
