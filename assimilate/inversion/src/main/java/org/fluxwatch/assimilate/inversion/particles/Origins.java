package org.fluxwatch.assimilate.inversion.particles;

import java.util.Arrays;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Gathers the ends of particles: those close together (same 3 hours, same layer, same block of cells) become one
/// end point in their mean place.
final class Origins {
    private static final int BLOCK = 4; // cells a side
    private static final int NUMBER_BITS = 24;

    private final FlowLayout layout;
    private final Grid grid;
    private final SigmaLevels levels;
    private long[] order = new long[0];
    private float[] x = new float[0];
    private float[] y = new float[0];
    private float[] pressurePa = new float[0];
    private long[] time = new long[0];
    private float[] weight = new float[0];
    private int size;
    private double lost;

    Origins(FlowLayout layout) {
        this.layout = layout;
        grid = layout.grid();
        levels = layout.levels();
    }

    void start(int capacity) {
        size = 0;
        lost = 0;
        if (order.length >= capacity) return;
        order = new long[capacity];
        x = new float[capacity];
        y = new float[capacity];
        pressurePa = new float[capacity];
        time = new long[capacity];
        weight = new float[capacity];
    }

    /// @param column where it is; of the rim if it has left
    /// @param seconds since 1970-01-01T00Z
    /// @return whether its place is known
    boolean add(FlowHour hour, Cloud cloud, int p, int column, long seconds) {
        final double atX = layout.i(column) - 0.5 + cloud.x[p];
        final double atY = layout.j(column) - 0.5 + cloud.y[p];
        if (!Double.isFinite(atX + atY + cloud.z[p])) {
            lost += cloud.weight[p];
            return false;
        }
        final int i = Math.clamp(layout.i(column), 0, grid.nx() - 1);
        final int j = Math.clamp(layout.j(column), 0, grid.ny() - 1);
        final int k = cloud.level[p];
        final int cell = layout.at(layout.column(i, j), k) + FlowLayout.MASS;
        final double depthPa = hour.word(cell) * Constants.GRAVITY / (levels.thickness(k) * grid.areaM2(i, j));
        final double sigma = levels.edges().get(k) - cloud.z[p] * levels.thickness(k);
        x[size] = (float) atX;
        y[size] = (float) atY;
        pressurePa[size] = (float) (levels.topPa() + sigma * depthPa);
        time[size] = seconds;
        weight[size] = cloud.weight[p];
        final long bin = Math.floorDiv(seconds, (long) Row.BIN_SECONDS) & 0xfff;
        final long block = ((bin << 9 | i / BLOCK) << 9 | j / BLOCK) << 5 | k;
        order[size] = block << NUMBER_BITS | size;
        size++;
        return true;
    }

    EndPoints gathered() {
        Arrays.sort(order, 0, size);
        int blocks = 0;
        for (int at = 0; at < size; at++) if (at == 0 || opens(at)) blocks++;
        final EndPoints ends = new EndPoints(
                new float[blocks], new float[blocks], new float[blocks], new long[blocks], new float[blocks], lost);
        int block = 0;
        for (int from = 0; from < size; block++) {
            int to = from + 1;
            while (to < size && !opens(to)) to++;
            mean(from, to, ends, block);
            from = to;
        }
        return ends;
    }

    private boolean opens(int at) {
        return order[at] >>> NUMBER_BITS != order[at - 1] >>> NUMBER_BITS;
    }

    private void mean(int from, int to, EndPoints ends, int block) {
        double sum = 0;
        double absolute = 0;
        double sumX = 0;
        double sumY = 0;
        double sumPa = 0;
        double sumTime = 0;
        final long first = time[number(from)];
        for (int at = from; at < to; at++) {
            final int one = number(at);
            final double share = Math.abs(weight[one]);
            sum += weight[one];
            absolute += share;
            sumX += share * x[one];
            sumY += share * y[one];
            sumPa += share * pressurePa[one];
            sumTime += share * (time[one] - first);
        }
        final double meanX = sumX / absolute;
        final double meanY = sumY / absolute;
        ends.latitude()[block] = (float) Math.clamp(grid.latitude(meanX, meanY), -90, 90);
        ends.longitude()[block] = (float) grid.longitude(meanX, meanY);
        ends.pressurePa()[block] = (float) (sumPa / absolute);
        ends.time()[block] = first + Math.round(sumTime / absolute);
        ends.weight()[block] = (float) sum;
    }

    private int number(int at) {
        return (int) (order[at] & (1 << NUMBER_BITS) - 1);
    }
}
