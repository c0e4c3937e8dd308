package org.fluxwatch.assimilate.transport;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Carries all lanes of a tracer along one line of cells with given air-mass fluxes; flux form, monotone.
/// ```
/// m'  = m + F_{i-1/2} - F_{i+1/2}                                            air mass, kg
/// q'  = q + [F_{i-1/2} (f_{i-1/2} - q) - F_{i+1/2} (f_{i+1/2} - q)] / m'     the flux form, with m' put in
/// f   = q_i + (1 - c) (b_i - c (a_i + b_i))    F > 0, i upwind, c = F / m_i  Colella and Woodward Eq. 1.12
/// a, b = edge values minus the mean, before and after the cell               Eq. 1.6, see Spacing
/// a  <- minmod(a, -2 b), b <- minmod(b, -2 a)                                Eq. 1.10
/// ```
/// Source: Colella and Woodward (1984), J. Comput. Phys. 54, 174-201. Written with differences, so that a uniform
/// tracer keeps its bits. Where air comes in, the face has the ghost's value; where it leaves, the ghost repeats the
/// last cell.
///
/// When more than a cell's air would leave it, the line is advanced in equal parts.
///
/// An object is the work space of one worker.
final class PiecewiseParabolic {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int MAX_PARTS = 1000;

    private final int stride;
    /// Two ghosts, the cells, three ghosts (the last is only read).
    private final float[] line;
    private final float[] firstFace;
    private final float[] lastFace;
    private final double[] massBefore;
    private final double[] massAfter;
    private final double[] carried;

    private final float[] inward;
    private final float[] forward;
    private final float[] forwardShare;
    private final float[] forwardCourant;
    private final float[] backward;
    private final float[] backwardShare;
    private final float[] backwardCourant;

    /// Cells of one line and the faces between them.
    ///
    /// @param first element of the first cell; its air mass is at this index, its lane n at `first * stride + n`
    /// @param step elements from one cell to the next
    /// @param cells number of cells
    /// @param firstFlux index of the flux through the face before the first cell
    /// @param fluxStep from one face's flux to the next
    /// @param ghostBefore element of the ghost before the first cell, or -1 where no air passes
    /// @param ghostAfter element of the ghost after the last cell, or -1
    record Line(int first, int step, int cells, int firstFlux, int fluxStep, int ghostBefore, int ghostAfter) {}

    /// @param longest number of cells of the longest line
    /// @param stride lanes, a multiple of 16
    PiecewiseParabolic(int longest, int stride) {
        this.stride = stride;
        line = new float[(longest + 5) * stride];
        firstFace = new float[stride];
        lastFace = new float[stride];
        massBefore = new double[longest];
        massAfter = new double[longest];
        carried = new double[longest + 1];
        inward = new float[longest];
        forward = new float[longest + 1];
        forwardShare = new float[longest + 1];
        forwardCourant = new float[longest + 1];
        backward = new float[longest + 1];
        backwardShare = new float[longest + 1];
        backwardCourant = new float[longest + 1];
    }

    /// Advances one line in place.
    ///
    /// @param q tracer, ppm `[elements * stride]`
    /// @param ghosts tracer outside, ppm `[ghost elements * stride]`
    /// @param mass air mass, kg `[elements]`
    /// @param flux air-mass flux along the line, kg s-1
    /// @param netInflow receives what came in at both ends, ppm kg `[stride]`, added
    void advance(
            Line cells,
            Spacing spacing,
            float[] q,
            float[] ghosts,
            double[] mass,
            double[] flux,
            double seconds,
            double[] netInflow) {
        final int parts = parts(cells, mass, flux, seconds);
        final int nCells = cells.cells();
        for (int face = 0; face <= nCells; face++)
            carried[face] = flux[cells.firstFlux() + face * cells.fluxStep()] * (seconds / parts);
        for (int part = 0; part < parts; part++) {
            load(cells, q, ghosts);
            coefficients(nCells);
            sweep(nCells, spacing, q, cells.first() * stride, cells.step() * stride);
            if (netInflow != null) countInflow(nCells, netInflow);
            System.arraycopy(massAfter, 0, massBefore, 0, nCells);
        }
        for (int i = 0; i < nCells; i++) mass[cells.first() + i * cells.step()] = massBefore[i];
    }

    /// How many equal parts keep each cell's outflow within its mass; loads the masses.
    private int parts(Line cells, double[] mass, double[] flux, double seconds) {
        double most = 0;
        for (int i = 0; i < cells.cells(); i++) {
            final double before = flux[cells.firstFlux() + i * cells.fluxStep()] * seconds;
            final double after = flux[cells.firstFlux() + (i + 1) * cells.fluxStep()] * seconds;
            final double start = mass[cells.first() + i * cells.step()];
            final double least = Math.min(start, start + before - after); // mass changes linearly from part to part
            massBefore[i] = start;
            most = Math.max(most, (Math.max(0, after) + Math.max(0, -before)) / Math.max(0, least));
        }
        if (!(most <= MAX_PARTS))
            throw new IllegalStateException("air leaving a cell is " + most + " times its mass in " + seconds
                    + " s, expected " + MAX_PARTS + " at most; are the winds in m s-1?");
        return Math.max(1, (int) Math.ceil(most));
    }

    private void load(Line cells, float[] q, float[] ghosts) {
        final int nCells = cells.cells();
        for (int i = 0; i < nCells; i++)
            System.arraycopy(q, (cells.first() + i * cells.step()) * stride, line, (i + 2) * stride, stride);
        final boolean inBefore = cells.ghostBefore() >= 0 && carried[0] > 0;
        final boolean inAfter = cells.ghostAfter() >= 0 && carried[nCells] < 0;
        for (int ghost = 0; ghost < 2; ghost++)
            System.arraycopy(
                    inBefore ? ghosts : line,
                    (inBefore ? cells.ghostBefore() : 2) * stride,
                    line,
                    ghost * stride,
                    stride);
        for (int ghost = nCells + 2; ghost < nCells + 5; ghost++)
            System.arraycopy(
                    inAfter ? ghosts : line,
                    (inAfter ? cells.ghostAfter() : nCells + 1) * stride,
                    line,
                    ghost * stride,
                    stride);
    }

    private void coefficients(int nCells) {
        for (int i = 0; i < nCells; i++) {
            massAfter[i] = massBefore[i] + carried[i] - carried[i + 1];
            inward[i] = (float) (1.0 / massAfter[i]);
        }
        for (int face = 0; face <= nCells; face++) {
            final double ahead = Math.max(0, carried[face]);
            final double back = Math.min(0, carried[face]);
            // c = 1 takes the mean of the ghost for air that comes in
            final double courant = face == 0 ? 1 : ahead / massBefore[face - 1];
            final double backCourant = face == nCells ? 1 : -back / massBefore[face];
            forward[face] = (float) ahead;
            forwardCourant[face] = (float) courant;
            forwardShare[face] = (float) (ahead * (1 - courant));
            backward[face] = (float) back;
            backwardCourant[face] = (float) backCourant;
            backwardShare[face] = (float) (back * (1 - backCourant));
        }
    }

    /// The kernel: walks the line once for each vector of lanes, its state in registers.
    /// At step i: a, b and slope belong to cell i, jump (q_i - q_{i-1}) to face i; cell i - 1 gets finished.
    private void sweep(int nCells, Spacing spacing, float[] q, int start, int step) {
        final FloatVector zero = FloatVector.zero(SPECIES);
        for (int n = 0; n < stride; n += SPECIES.length()) {
            FloatVector here = FloatVector.fromArray(SPECIES, line, 2 * stride + n);
            FloatVector next = FloatVector.fromArray(SPECIES, line, 3 * stride + n);
            FloatVector before = FloatVector.fromArray(SPECIES, line, stride + n);
            FloatVector jump = here.sub(before);
            FloatVector nextJump = next.sub(here);
            FloatVector slope = slope(jump, nextJump, spacing.slopeBefore[0], spacing.slopeAfter[0]);
            FloatVector edge = jump.mul(spacing.jump[0]).add(slope.mul(spacing.edgeAfter[0]));
            FloatVector aBefore = zero;
            FloatVector bBefore = zero;
            FloatVector gain = zero;
            for (int i = 0; i <= nCells; i++) {
                final FloatVector far = FloatVector.fromArray(SPECIES, line, (i + 4) * stride + n);
                final FloatVector farJump = far.sub(next);
                final FloatVector nextSlope =
                        slope(nextJump, farJump, spacing.slopeBefore[i + 1], spacing.slopeAfter[i + 1]);
                final FloatVector nextEdge = nextJump.mul(spacing.jump[i + 1])
                        .add(slope.mul(spacing.edgeBefore[i + 1]))
                        .add(nextSlope.mul(spacing.edgeAfter[i + 1]));
                final FloatVector rawA = edge.sub(jump);
                final FloatVector a = minmod(rawA, nextEdge.mul(-2f));
                final FloatVector b = minmod(nextEdge, rawA.mul(-2f));
                // F (f - q_upwind), the flux of the deviation from the upwind mean
                final FloatVector deviation = bBefore.sub(aBefore.add(bBefore).mul(forwardCourant[i]))
                        .mul(forwardShare[i])
                        .add(a.sub(a.add(b).mul(backwardCourant[i])).mul(backwardShare[i]));
                if (i > 0) {
                    before.add(gain.sub(deviation).sub(jump.mul(backward[i])).mul(inward[i - 1]))
                            .intoArray(q, start + (i - 1) * step + n);
                } else deviation.intoArray(firstFace, n);
                if (i == nCells) deviation.intoArray(lastFace, n);
                gain = deviation.sub(jump.mul(forward[i]));
                before = here;
                here = next;
                next = far;
                jump = nextJump;
                nextJump = farJump;
                slope = nextSlope;
                edge = nextEdge;
                aBefore = a;
                bBefore = b;
            }
        }
    }

    /// Monotonised slope, Eq. 1.8: the centred slope, at most twice either one-sided one, zero at an extremum.
    private static FloatVector slope(FloatVector before, FloatVector after, float weightBefore, float weightAfter) {
        final FloatVector least = before.max(after).min(0f).mul(2f);
        final FloatVector most = before.min(after).max(0f).mul(2f);
        return before.mul(weightBefore).add(after.mul(weightAfter)).max(least).min(most);
    }

    /// The argument nearer to zero, or zero when the signs differ.
    private static FloatVector minmod(FloatVector x, FloatVector bound) {
        return x.max(bound.min(0f)).min(bound.max(0f));
    }

    private void countInflow(int nCells, double[] netInflow) {
        final double in = carried[0];
        final double out = carried[nCells];
        final int first = (in > 0 ? 1 : 2) * stride;
        final int last = (out > 0 ? nCells + 1 : nCells + 2) * stride;
        for (int n = 0; n < stride; n++)
            netInflow[n] += in * line[first + n] + firstFace[n] - out * line[last + n] - lastFace[n];
    }
}
