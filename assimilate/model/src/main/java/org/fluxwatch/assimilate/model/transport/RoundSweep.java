package org.fluxwatch.assimilate.model.transport;

import org.fluxwatch.assimilate.model.transport.PiecewiseParabolic.Line;
import org.fluxwatch.contract.grid.Grid;

/// Carries all lanes along a row that goes round the earth, by [PiecewiseParabolic] on a copy of the row that goes on
/// for three cells at both ends: what a face's flux is made of. So the flux through the seam is worked
/// out twice, from the same values with the same bits, and nothing is lost there.
///
/// Where [ReducedRows] takes cells as one, the copy is of groups:
/// ```
/// M = Σ m_i,  Q = q_1 + Σ (m_i / M)(q_i - q_1)     before; F through the faces between groups
/// m'_i = m_i + F_{i-1/2} - F_{i+1/2},  q'_i = Q'    after; Σ m'_i = M'
/// ```
/// Air and tracer are kept, a uniform tracer keeps its bits, and there is no new extremum. Within a group the tracer is
/// uniform afterwards, as in the reduced grid of Petersen et al. (1998), J. Geophys. Res. 103, 19253-19269, without
/// slopes.
///
/// An object is the work space of one worker.
final class RoundSweep {
    /// Cells on each side of a face that its flux is made of.
    private static final int HALO = 3;

    /// A part is made a little shorter than it may be: rounding must not have the copy advanced in parts, for which its
    /// ends do not suffice.
    private static final double ROUNDING = 1e-9;

    private final Grid grid;
    private final int nz;
    private final int stride;
    private final ReducedRows reduced;
    private final PiecewiseParabolic sweep;
    private final Spacing spacing;
    private final Line[] lines;
    private final float[] q;
    private final double[] mass;
    private final double[] flux;

    /// @param stride lanes, a multiple of 16
    RoundSweep(Grid grid, int nz, int stride, ReducedRows reduced) {
        this.grid = grid;
        this.nz = nz;
        this.stride = stride;
        this.reduced = reduced;
        final int longest = grid.nx() + 2 * HALO;
        sweep = new PiecewiseParabolic(longest, stride);
        spacing = Spacing.uniform(longest);
        lines = new Line[grid.ny()];
        for (int j = 0; j < lines.length; j++)
            lines[j] = new Line(0, 1, grid.nx() / reduced.cells(j) + 2 * HALO, 0, 1, -1, -1);
        q = new float[longest * stride];
        mass = new double[longest];
        flux = new double[longest + 1];
    }

    /// Advances level k of row j in place.
    ///
    /// @param co2 ppm; column c, level k, lane n at `(c * nz + k) * stride + n`
    /// @param air mass, kg; at `c * nz + k`
    /// @param airFlux through x-faces, kg s-1; face i (0 to nx) of row j at `(j * (nx + 1) + i) * nz + k`
    void advance(int j, int k, float[] co2, double[] air, double[] airFlux, double seconds) {
        final int groups = grid.nx() / reduced.cells(j);
        for (int g = 0; g < groups; g++) load(g, j, k, co2, air);
        for (int f = 0; f <= groups + 2 * HALO; f++)
            flux[f] = airFlux[face(Math.floorMod(f - HALO, groups) * reduced.cells(j), j, k)];
        for (int h = 0; h < HALO; h++) {
            mass[h] = mass[HALO + Math.floorMod(h - HALO, groups)];
            mass[HALO + groups + h] = mass[HALO + h % groups];
        }
        final int parts = parts(groups, seconds);
        for (int part = 0; part < parts; part++) {
            closeRound(groups);
            sweep.advance(lines[j], spacing, q, q, mass, flux, seconds / parts, null);
        }
        for (int g = 0; g < groups; g++) store(g, j, k, co2, air, airFlux, seconds);
    }

    private int element(int i, int j, int k) {
        return grid.cell(i, j) * nz + k;
    }

    private int face(int i, int j, int k) {
        return (j * (grid.nx() + 1) + i) * nz + k;
    }

    private void load(int group, int j, int k, float[] co2, double[] air) {
        final int cells = reduced.cells(j);
        final int first = element(group * cells, j, k);
        final int to = (HALO + group) * stride;
        System.arraycopy(co2, first * stride, q, to, stride);
        double total = 0;
        for (int cell = 0; cell < cells; cell++) total += air[first + cell * nz];
        mass[HALO + group] = total;
        for (int cell = 1; cell < cells; cell++) {
            final int from = (first + cell * nz) * stride;
            final float share = (float) (air[first + cell * nz] / total);
            for (int n = 0; n < stride; n++) q[to + n] += share * (co2[from + n] - co2[first * stride + n]);
        }
    }

    /// How many equal parts keep each group's outflow within its mass.
    private int parts(int groups, double seconds) {
        double most = 0;
        for (int at = HALO; at < HALO + groups; at++) {
            final double before = flux[at] * seconds;
            final double after = flux[at + 1] * seconds;
            most = Math.max(most, PiecewiseParabolic.share(mass[at], before, after));
        }
        PiecewiseParabolic.requirePossible(most, seconds);
        return Math.max(1, (int) Math.ceil(most * (1 + ROUNDING)));
    }

    /// Repeats the row beyond its ends. Its masses need not be: they go round with the same bits.
    private void closeRound(int groups) {
        for (int h = 0; h < HALO; h++) {
            System.arraycopy(q, (HALO + Math.floorMod(h - HALO, groups)) * stride, q, h * stride, stride);
            System.arraycopy(q, (HALO + h % groups) * stride, q, (HALO + groups + h) * stride, stride);
        }
    }

    private void store(int group, int j, int k, float[] co2, double[] air, double[] airFlux, double seconds) {
        final int cells = reduced.cells(j);
        final int from = (HALO + group) * stride;
        for (int i = group * cells; i < (group + 1) * cells; i++) {
            final int to = element(i, j, k);
            System.arraycopy(q, from, co2, to * stride, stride);
            if (cells == 1) air[to] = mass[HALO + group];
            else air[to] += (airFlux[face(i, j, k)] - airFlux[face(i + 1, j, k)]) * seconds;
        }
    }
}
