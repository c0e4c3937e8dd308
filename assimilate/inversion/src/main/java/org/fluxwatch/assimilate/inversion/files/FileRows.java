package org.fluxwatch.assimilate.inversion.files;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inputs.footprint.FileCells;
import org.fluxwatch.assimilate.inputs.footprint.Footprint;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Departed;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Slice;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.regrid.IntegralRegrid;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.netcdf.InputException;

/// Makes rows of footprints: from the file's cells to the domain's, from its hours to bins. Not for several threads.
public final class FileRows {
    private final Grid grid;
    private final Duration horizon;
    private final Map<FileCells, IntegralRegrid> regrids = new HashMap<>();

    /// A row, and what of its footprint lies outside the domain or before the horizon, whose fluxes belong to the
    /// background.
    ///
    /// @param outsidePpmPerFlux ppm for 1 µmol m-2 s-1 kept everywhere outside
    /// @param earlierPpmPerFlux ppm for 1 µmol m-2 s-1 kept in the domain before the horizon
    /// @param spreadShare share of the footprint of which the file does not know the hours: taken as even in time
    public record FileRow(Row row, double outsidePpmPerFlux, double earlierPpmPerFlux, double spreadShare) {}

    /// @param horizon how far back rows reach, whole seconds; 28 days or less touch two months at most
    public FileRows(Grid grid, Duration horizon) {
        if (!horizon.isPositive()) throw new IllegalArgumentException("horizon is " + horizon + ", expected > 0");
        this.grid = grid;
        this.horizon = horizon;
    }

    /// A slice's answer goes to the bins by the share of its time in each: a flux that is even within a bin meets what
    /// the footprint, even within its slice, has there.
    ///
    /// @param receptor id of the observation
    /// @param time of the observation
    /// @throws InputException when the file's cells do not meet the domain
    public FileRow row(String receptor, Instant time, Footprint footprint) {
        final IntegralRegrid regrid = regrids.computeIfAbsent(footprint.cells(), cells -> regrid(cells, footprint));
        final TreeMap<Integer, double[]> byBin = new TreeMap<>();
        final double[] inCells = new double[grid.cells()];
        double all = 0;
        double inside = 0;
        double earlier = 0;
        double spread = 0;
        final double begin = seconds(time.minus(horizon));
        for (Slice slice : footprint.slices()) {
            final double sum = slice.sum();
            all += sum;
            if (slice.spread()) spread += sum;
            if (sum == 0) continue;
            regrid.apply(window(slice, footprint.cells(), regrid), inCells);
            double sliceInside = 0;
            for (double value : inCells) sliceInside += value;
            inside += sliceInside;
            earlier += sliceInside * (1 - addToBins(slice, begin, inCells, byBin));
        }
        return new FileRow(
                row(receptor, time, byBin, ends(footprint.departed())),
                Math.max(0, all - inside),
                earlier,
                all > 0 ? spread / all : 0);
    }

    private IntegralRegrid regrid(FileCells cells, Footprint footprint) {
        try {
            return IntegralRegrid.of(cells.latitudeEdges(), cells.longitudeEdges(), grid);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    footprint.release().file() + ": cannot be brought to the model grid: " + e.getMessage(), e);
        }
    }

    private static float[] window(Slice slice, FileCells cells, IntegralRegrid regrid) {
        final var window = regrid.window();
        final float[] values = new float[window.size()];
        for (int j = 0; j < window.ny(); j++)
            System.arraycopy(
                    slice.ppmPerFlux(),
                    (window.y0() + j) * cells.nx() + window.x0(),
                    values,
                    j * window.nx(),
                    window.nx());
        return values;
    }

    /// @param begin of what bins may hold, epoch seconds
    /// @return the share of the slice that is not before
    private static double addToBins(Slice slice, double begin, double[] inCells, Map<Integer, double[]> byBin) {
        final double from = seconds(slice.from());
        final double to = seconds(slice.to());
        final double first = Math.max(from, begin);
        if (first >= to) return 0;
        int bin = (int) Math.floor(first / Row.BIN_SECONDS);
        for (; (double) bin * Row.BIN_SECONDS < to; bin++) {
            final double binBegin = (double) bin * Row.BIN_SECONDS;
            final double share = (Math.min(to, binBegin + Row.BIN_SECONDS) - Math.max(first, binBegin)) / (to - from);
            final double[] sums = byBin.computeIfAbsent(bin, key -> new double[inCells.length]);
            for (int cell = 0; cell < inCells.length; cell++) sums[cell] += share * inCells[cell];
        }
        return (to - first) / (to - from);
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond() + 1e-9 * instant.getNano();
    }

    private static Row row(String receptor, Instant time, SortedMap<Integer, double[]> byBin, EndPoints ends) {
        int size = 0;
        for (double[] sums : byBin.values()) for (double sum : sums) if ((float) sum > 0) size++;
        final int[] bins = new int[size];
        final int[] cells = new int[size];
        final float[] values = new float[size];
        int entry = 0;
        for (var bin : byBin.entrySet())
            for (int cell = 0; cell < bin.getValue().length; cell++) {
                final float value = (float) bin.getValue()[cell];
                if (!(value > 0)) continue;
                bins[entry] = bin.getKey();
                cells[entry] = cell;
                values[entry++] = value;
            }
        return new Row(receptor, time, bins, cells, values, ends);
    }

    private static EndPoints ends(Departed departed) {
        final int n = departed.weight().length;
        final float[] longitude = new float[n];
        final float[] pressurePa = new float[n];
        for (int e = 0; e < n; e++) {
            longitude[e] = (float) Sphere.wrapLongitude(departed.longitude()[e]);
            pressurePa[e] = (float) StandardAtmosphere.pressurePa(departed.heightM()[e]);
        }
        return new EndPoints(
                departed.latitude(),
                longitude,
                pressurePa,
                Arrays.copyOf(departed.time(), n),
                departed.weight(),
                departed.lost());
    }
}
