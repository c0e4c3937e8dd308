package org.fluxwatch.assimilate.model.transport;

import static org.fluxwatch.assimilate.model.Constants.GAS_CONSTANT;
import static org.fluxwatch.assimilate.model.Constants.GRAVITY;
import static org.fluxwatch.assimilate.model.Constants.VIRTUAL;

import jdk.incubator.vector.FloatVector;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Mixes columns by implicit diffusion.
/// ```
/// K(z) = κ w_s z (1 - z/h)² + K_free   below h; K_free above                       m2 s-1
/// w_s  = (u*³ + 7 ε κ w*³)^(1/3)       ε = 0.1; w*³ = g/T H/(ρ c_p) h where H > 0  m s-1
/// G    = ρ K A / Δz                    exchange of air between layer middles       kg s-1
/// m_k (q'_k - q_k) = Δt [G_{k+1} (q'_{k+1} - q'_k) - G_k (q'_k - q'_{k-1})]        G = 0 at ground and top
/// ```
/// K: O'Brien-type profile of Troen and Mahrt (1986), Boundary-Layer Meteorol. 37, 129-148, Eq. 2 with p = 2, and its
/// velocity scale for rising heat; with none, or with heat going down, the neutral form. Heights are hydrostatic.
/// Solved for the change q' - q, so that a well-mixed column keeps its bits; sums of m q are kept exactly but for
/// rounding.
public final class VerticalMixing {
    /// Mixing outside the boundary layer, m2 s-1.
    public static final double FREE_TROPOSPHERE = 0.1;

    private static final double KARMAN = 0.4;
    private static final double SURFACE_LAYER_SHARE = 0.1; // ε
    private static final double HEAT_CAPACITY = 1005; // c_p, J kg-1 K-1

    private final SigmaLevels levels;
    private final double[] areaM2;

    public VerticalMixing(Grid grid, SigmaLevels levels) {
        this.levels = levels;
        areaM2 = new double[grid.cells()];
        for (int cell = 0; cell < areaM2.length; cell++) areaM2[cell] = grid.areaM2(cell);
    }

    /// Exchange of air of one column through its edges, from the mean of two times.
    ///
    /// @param exchange receives G, kg s-1; edge k (0 to nz) of the column is at `cell * (nz + 1) + k`
    public void exchange(Meteorology.Fields begin, Meteorology.Fields end, int cell, double[] exchange) {
        final int nz = levels.nz();
        final double surfacePa = mean(begin.surfacePressurePa(), end.surfacePressurePa(), cell);
        final double depthM = mean(begin.boundaryLayerHeightM(), end.boundaryLayerHeightM(), cell);
        final double velocity = velocityScale(
                mean(begin.frictionVelocity(), end.frictionVelocity(), cell),
                mean(begin.sensibleHeatFlux(), end.sensibleHeatFlux(), cell),
                depthM,
                virtualTemperature(begin, end, cell * nz),
                surfacePa);
        final int at = cell * (nz + 1);
        exchange[at] = 0;
        exchange[at + nz] = 0;
        double edgeM = 0;
        double virtualBelow = virtualTemperature(begin, end, cell * nz);
        double edgePa = levels.edgePa(1, surfacePa);
        double middlePa = 0.5 * (levels.edgePa(0, surfacePa) + edgePa);
        double fromEdge = Math.log(levels.edgePa(0, surfacePa) / middlePa); // to the middle of the layer above
        for (int k = 0; k < nz - 1; k++) {
            final double virtualAbove = virtualTemperature(begin, end, cell * nz + k + 1);
            final double toEdge = Math.log(middlePa / edgePa);
            edgeM += GAS_CONSTANT * virtualBelow / GRAVITY * (fromEdge + toEdge);
            final double nextPa = levels.edgePa(k + 2, surfacePa);
            middlePa = 0.5 * (edgePa + nextPa);
            fromEdge = Math.log(edgePa / middlePa);
            final double betweenM = GAS_CONSTANT / GRAVITY * (virtualBelow * toEdge + virtualAbove * fromEdge);
            final double density = edgePa / (GAS_CONSTANT * 0.5 * (virtualBelow + virtualAbove));
            exchange[at + k + 1] = density * diffusivity(edgeM, depthM, velocity) * areaM2[cell] / betweenM;
            virtualBelow = virtualAbove;
            edgePa = nextPa;
        }
    }

    /// w_s, m s-1.
    ///
    /// @param friction u*, m s-1
    /// @param heatFlux H, W m-2
    /// @param depthM boundary-layer height h, m
    /// @param temperatureK of the lowest layer, virtual
    static double velocityScale(
            double friction, double heatFlux, double depthM, double temperatureK, double surfacePa) {
        final double density = surfacePa / (GAS_CONSTANT * temperatureK);
        final double convective =
                GRAVITY / temperatureK * Math.max(0, heatFlux) / (density * HEAT_CAPACITY) * depthM; // w*³
        return Math.cbrt(friction * friction * friction + 7 * SURFACE_LAYER_SHARE * KARMAN * convective);
    }

    /// K at a height above ground, m2 s-1.
    ///
    /// @param depthM boundary-layer height h, m
    /// @param velocity w_s, m s-1
    public static double diffusivity(double heightM, double depthM, double velocity) {
        if (heightM >= depthM) return FREE_TROPOSPHERE;
        final double below = 1 - heightM / depthM;
        return KARMAN * velocity * heightM * below * below + FREE_TROPOSPHERE;
    }

    private static double mean(float[] begin, float[] end, int at) {
        return 0.5 * ((double) begin[at] + end[at]);
    }

    private static double virtualTemperature(Meteorology.Fields begin, Meteorology.Fields end, int at) {
        return mean(begin.temperatureK(), end.temperatureK(), at)
                * (1 + VIRTUAL * mean(begin.specificHumidity(), end.specificHumidity(), at));
    }

    /// Mixes all lanes of one column in place; Thomas algorithm, its factors computed once.
    ///
    /// @param q tracer, ppm; level k, lane n at `(first + k) * stride + n`
    /// @param mass air mass, kg; level k at `first + k`
    /// @param exchange G, kg s-1; edge k at `firstEdge + k`
    static void mix(
            float[] q,
            int first,
            int stride,
            double[] mass,
            double[] exchange,
            int firstEdge,
            double seconds,
            Factors factors) {
        factors.eliminate(mass, first, exchange, firstEdge, seconds);
        final int nz = factors.nz;
        final var species = PiecewiseParabolic.SPECIES;
        for (int n = 0; n < stride; n += species.length()) {
            final int base = first * stride + n;
            FloatVector here = FloatVector.fromArray(species, q, base);
            FloatVector below = FloatVector.zero(species); // G_k (q_k - q_{k-1}) / β, by parts
            FloatVector change = FloatVector.zero(species);
            for (int k = 0; k < nz; k++) {
                final FloatVector above =
                        k < nz - 1 ? FloatVector.fromArray(species, q, base + (k + 1) * stride) : here;
                final FloatVector jump = above.sub(here);
                change = jump.mul(factors.up[k]).sub(below.mul(factors.down[k])).add(change.mul(factors.down[k]));
                change.intoArray(factors.change, k * stride + n);
                below = jump;
                here = above;
            }
            FloatVector solved = FloatVector.zero(species);
            for (int k = nz - 1; k >= 0; k--) {
                solved = FloatVector.fromArray(species, factors.change, k * stride + n)
                        .add(solved.mul(factors.up[k]));
                FloatVector.fromArray(species, q, base + k * stride).add(solved).intoArray(q, base + k * stride);
            }
        }
    }

    /// Factors of one column's tridiagonal system and the work space of one worker.
    /// ```
    /// β_k = m_k + Δt (G_k + G_{k+1}) - Δt G_k up_{k-1};  up_k = Δt G_{k+1} / β_k;  down_k = Δt G_k / β_k
    /// ```
    static final class Factors {
        private final int nz;
        private final float[] up;
        private final float[] down;
        private final float[] change;

        Factors(int nz, int stride) {
            this.nz = nz;
            up = new float[nz];
            down = new float[nz];
            change = new float[nz * stride];
        }

        private void eliminate(double[] mass, int first, double[] exchange, int firstEdge, double seconds) {
            double upBelow = 0;
            for (int k = 0; k < nz; k++) {
                final double lower = seconds * exchange[firstEdge + k];
                final double upper = seconds * exchange[firstEdge + k + 1];
                final double pivot = mass[first + k] + lower + upper - lower * upBelow;
                upBelow = upper / pivot;
                up[k] = (float) upBelow;
                down[k] = (float) (lower / pivot);
            }
        }
    }
}
