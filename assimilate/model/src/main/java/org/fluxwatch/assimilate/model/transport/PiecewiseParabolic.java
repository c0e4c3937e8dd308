package org.fluxwatch.assimilate.model.transport;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

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
    private static final int LANES = SPECIES.length();
    private static final int MAX_PARTS = 1000;

    /// Floats per face in `faces`: what the kernel multiplies with at one face, and 1 / m' of the cell before it.
    private static final int PER_FACE = 8;

    private final int stride;
    /// Flux of the deviation through the first face, then through the last, kg ppm.
    private final float[] endFaces;
    private final double[] massBefore;
    private final double[] carried;
    private final float[] faces;
    private final float[] ghostBefore;
    private final float[] ghostAfter;

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
        endFaces = new float[2 * stride];
        ghostBefore = new float[stride];
        ghostAfter = new float[stride];
        massBefore = new double[longest];
        carried = new double[longest + 1];
        faces = new float[(longest + 2) * PER_FACE];
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
            double @Nullable [] netInflow) {
        final int parts = parts(cells, mass, flux, seconds);
        final int nCells = cells.cells();
        for (int face = 0; face <= nCells; face++)
            carried[face] = flux[cells.firstFlux() + face * cells.fluxStep()] * (seconds / parts);
        for (int part = 0; part < parts; part++) {
            loadGhosts(cells, q, ghosts);
            coefficients(nCells);
            sweep(nCells, spacing, q, cells.first() * stride, cells.step() * stride);
            if (netInflow != null) countInflow(nCells, netInflow);
        }
        for (int i = 0; i < nCells; i++) mass[cells.first() + i * cells.step()] = massBefore[i];
    }

    /// How many equal parts keep each cell's outflow within its mass; loads the masses.
    private int parts(Line cells, double[] mass, double[] flux, double seconds) {
        boolean one = true;
        double before = flux[cells.firstFlux()] * seconds;
        for (int i = 0; i < cells.cells(); i++) {
            final double after = flux[cells.firstFlux() + (i + 1) * cells.fluxStep()] * seconds;
            final double start = mass[cells.first() + i * cells.step()];
            massBefore[i] = start;
            one &= outflow(before, after) <= least(start, before, after);
            before = after;
        }
        return one ? 1 : severalParts(cells, flux, seconds);
    }

    private int severalParts(Line cells, double[] flux, double seconds) {
        double most = 0;
        for (int i = 0; i < cells.cells(); i++) {
            final double before = flux[cells.firstFlux() + i * cells.fluxStep()] * seconds;
            final double after = flux[cells.firstFlux() + (i + 1) * cells.fluxStep()] * seconds;
            most = Math.max(most, share(massBefore[i], before, after));
        }
        requirePossible(most, seconds);
        return Math.max(1, (int) Math.ceil(most));
    }

    /// What leaves a cell, as a share of the least air that it has meanwhile.
    ///
    /// @param before carried through the face before it, kg
    /// @param after through the one after it, kg
    static double share(double start, double before, double after) {
        return outflow(before, after) / Math.max(0, least(start, before, after));
    }

    static void requirePossible(double most, double seconds) {
        if (!(most <= MAX_PARTS))
            throw new IllegalStateException("air leaving a cell is " + most + " times its mass in " + seconds
                    + " s, expected " + MAX_PARTS + " at most; are the winds in m s-1?");
    }

    private static double outflow(double before, double after) {
        return Math.max(0, after) + Math.max(0, -before);
    }

    /// Mass changes linearly from part to part.
    private static double least(double start, double before, double after) {
        return Math.min(start, start + before - after);
    }

    private void loadGhosts(Line cells, float[] q, float[] ghosts) {
        final int nCells = cells.cells();
        final boolean inBefore = cells.ghostBefore() >= 0 && carried[0] > 0;
        final boolean inAfter = cells.ghostAfter() >= 0 && carried[nCells] < 0;
        final int last = cells.first() + (nCells - 1) * cells.step();
        System.arraycopy(
                inBefore ? ghosts : q,
                (inBefore ? cells.ghostBefore() : cells.first()) * stride,
                ghostBefore,
                0,
                stride);
        System.arraycopy(inAfter ? ghosts : q, (inAfter ? cells.ghostAfter() : last) * stride, ghostAfter, 0, stride);
    }

    /// Fills `faces` and advances the masses.
    /// ```
    /// F f = F q_i + near b_i - far a_i,  near = F (1 - c)²,  far = F c (1 - c)     F > 0; F < 0 with a, b
    /// exchanged
    /// ```
    private void coefficients(int nCells) {
        double before = 0;
        for (int face = 0; face <= nCells; face++) {
            final double flow = carried[face];
            final boolean ahead = flow > 0;
            final double here = face < nCells ? massBefore[face] : 0;
            // c = 1 takes the mean of the ghost for air that comes in
            final boolean comesIn = ahead ? face == 0 : face == nCells;
            final double courant = comesIn ? 1 : Math.abs(flow) / (ahead ? before : here);
            final float near = (float) (flow * (1 - courant) * (1 - courant));
            final float far = (float) (flow * (1 - courant) * courant);
            final int at = (face + 1) * PER_FACE;
            faces[at] = ahead ? near : 0;
            faces[at + 1] = ahead ? -far : 0;
            faces[at + 2] = ahead ? 0 : near;
            faces[at + 3] = ahead ? 0 : -far;
            faces[at + 4] = ahead ? (float) -flow : 0;
            faces[at + 5] = ahead ? 0 : (float) -flow;
            if (face > 0) {
                final double after = before + carried[face - 1] - flow;
                massBefore[face - 1] = after;
                faces[at + 6] = (float) (1 / after);
            }
            before = here;
        }
    }

    /// The kernel: walks the line once for each vector of lanes, its state in registers.
    /// At step i: a, b and slope belong to cell i, jump (q_i - q_{i-1}) and edge to face i; cell i - 1 gets
    /// finished.
    ///
    /// The limiter compares bits: of two floats with the same sign, the one nearer to zero has the smaller bits as
    /// an unsigned integer. That is one instruction (UMIN), where Java's `min` and `max` of floats, which must mind
    /// NaN and -0, take seven. And all stands in one method, because the JIT stops inlining ours, but not the
    /// vectors', after so many operations; a vector that crosses a call is an object on the heap.
    private void sweep(int nCells, Spacing spacing, float[] q, int start, int step) {
        for (int n = 0; n < stride; n += LANES) {
            FloatVector before = FloatVector.fromArray(SPECIES, ghostBefore, n);
            FloatVector here = before;
            FloatVector next = FloatVector.fromArray(SPECIES, q, start + n);
            FloatVector nextJump = next.sub(here);
            FloatVector jump = FloatVector.zero(SPECIES);
            FloatVector slope = jump;
            FloatVector edge = jump;
            FloatVector aBefore = jump;
            FloatVector bBefore = jump;
            FloatVector gain = jump;
            for (int i = -1; i <= nCells; i++) {
                final boolean inside = i + 2 < nCells;
                final FloatVector far = FloatVector.fromArray(
                        SPECIES, inside ? q : ghostAfter, inside ? start + (i + 2) * step + n : n);
                final FloatVector farJump = far.sub(next);

                // Eq. 1.8: the centred slope, at most twice either one-sided one, zero at an extremum
                final IntVector backward = nextJump.reinterpretAsInts();
                final IntVector forward = farJump.reinterpretAsInts();
                final IntVector monotone = backward.lanewise(VectorOperators.XOR, forward)
                        .lanewise(VectorOperators.ASHR, 31)
                        .lanewise(VectorOperators.XOR, -1);
                final FloatVector least = backward.lanewise(VectorOperators.UMIN, forward)
                        .lanewise(VectorOperators.AND, monotone)
                        .reinterpretAsFloats();
                final FloatVector nextSlope = nextJump.fma(
                                FloatVector.broadcast(SPECIES, spacing.slopeBefore[i + 1]),
                                farJump.mul(spacing.slopeAfter[i + 1]))
                        .reinterpretAsInts()
                        .lanewise(VectorOperators.UMIN, least.add(least).reinterpretAsInts())
                        .reinterpretAsFloats();
                final FloatVector nextEdge = nextSlope.fma(
                        FloatVector.broadcast(SPECIES, spacing.edgeAfter[i + 1]),
                        slope.fma(
                                FloatVector.broadcast(SPECIES, spacing.edgeBefore[i + 1]),
                                nextJump.mul(spacing.jump[i + 1])));

                // Eq. 1.10: no edge value more than twice as far from the mean as the other, none at an extremum
                final FloatVector rawA = edge.sub(jump);
                final IntVector bitsA = rawA.reinterpretAsInts();
                final IntVector bitsB = nextEdge.reinterpretAsInts();
                final IntVector opposite =
                        bitsA.lanewise(VectorOperators.XOR, bitsB).lanewise(VectorOperators.ASHR, 31);
                final FloatVector a = bitsA.lanewise(
                                VectorOperators.UMIN, nextEdge.mul(-2f).reinterpretAsInts())
                        .lanewise(VectorOperators.AND, opposite)
                        .reinterpretAsFloats();
                final FloatVector b = bitsB.lanewise(
                                VectorOperators.UMIN, rawA.mul(-2f).reinterpretAsInts())
                        .lanewise(VectorOperators.AND, opposite)
                        .reinterpretAsFloats();

                // F (f - q_upwind), the flux of the deviation from the upwind mean
                final int at = (i + 1) * PER_FACE;
                final FloatVector deviation = bBefore.fma(
                                FloatVector.broadcast(SPECIES, faces[at]), aBefore.mul(faces[at + 1]))
                        .add(a.fma(FloatVector.broadcast(SPECIES, faces[at + 2]), b.mul(faces[at + 3])));
                // stores without a branch, which would box; what the first steps store, later ones overwrite
                jump.fma(FloatVector.broadcast(SPECIES, faces[at + 5]), gain.sub(deviation))
                        .fma(FloatVector.broadcast(SPECIES, faces[at + 6]), before)
                        .intoArray(q, start + Math.max(i - 1, 0) * step + n);
                deviation.intoArray(endFaces, (i > 0 ? stride : 0) + n);
                gain = jump.fma(FloatVector.broadcast(SPECIES, faces[at + 4]), deviation);
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

    private void countInflow(int nCells, double[] netInflow) {
        final double in = carried[0];
        final double out = carried[nCells];
        for (int n = 0; n < stride; n++)
            netInflow[n] += in * ghostBefore[n] + endFaces[n] - out * ghostAfter[n] - endFaces[stride + n];
    }
}
