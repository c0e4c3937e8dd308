package org.fluxwatch.assimilate.inversion.retro;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;

/// The row of one lane as it grows.
final class RetroLane {
    private final String receptor;
    private final Instant time;
    private final Map<Integer, double[]> bins = new TreeMap<>();

    RetroLane(String receptor, Instant time) {
        this.receptor = receptor;
        this.time = time;
    }

    /// What a bin has so far, ppm per µmol m-2 s-1 `[cells]`; to be added to.
    double[] bin(int bin, int cells) {
        return bins.computeIfAbsent(bin, _ -> new double[cells]);
    }

    Row row() {
        final int size = bins.values().stream().mapToInt(RetroLane::entries).sum();
        final int[] ofBins = new int[size];
        final int[] cells = new int[size];
        final float[] values = new float[size];
        int at = 0;
        for (Map.Entry<Integer, double[]> bin : bins.entrySet())
            for (int cell = 0; cell < bin.getValue().length; cell++)
                if ((float) bin.getValue()[cell] > 0) {
                    ofBins[at] = bin.getKey();
                    cells[at] = cell;
                    values[at++] = (float) bin.getValue()[cell];
                }
        return new Row(receptor, time, ofBins, cells, values, EndPoints.unknown());
    }

    private static int entries(double[] values) {
        int entries = 0;
        for (double value : values) if ((float) value > 0) entries++;
        return entries;
    }
}
