package org.fluxwatch.assimilate.model.transport;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// An hour of one lane in doubles, term by term and with dense matrices: the oracle of [TransportModel]. Air-mass
/// fluxes and exchange coefficients are the model's own, which have tests of their own.
final class ScalarTransport {
    private final Grid grid;
    private final SigmaLevels levels;
    private final int nx;
    private final int ny;
    private final int nz;
    private final double[] layers;

    ScalarTransport(Grid grid, SigmaLevels levels) {
        this.grid = grid;
        this.levels = levels;
        nx = grid.nx();
        ny = grid.ny();
        nz = levels.nz();
        layers = new double[nz];
        for (int k = 0; k < nz; k++) layers[k] = levels.thickness(k);
    }

    /// @param q ppm; column c, level k at `c * nz + k`; is advanced
    /// @param flux µmol m-2 s-1 `[cells]`
    /// @param inflow ppm, in the order of [Perimeter], levels innermost
    /// @param subSteps equal parts of the hour
    void advanceHour(
            Meteorology.Fields begin,
            Meteorology.Fields end,
            double[] q,
            double[] flux,
            double[] inflow,
            int subSteps) {
        final MassFluxes.Hour air = new MassFluxes(grid, levels, NumericsPool.CALLER).between(begin, end, 3600);
        final double[] mass = new double[q.length];
        for (int at = 0; at < mass.length; at++) mass[at] = layers[at % nz] * air.columnBegin()[at / nz];
        final double[] exchange = new double[grid.cells() * (nz + 1)];
        final VerticalMixing mixing = new VerticalMixing(grid, levels);
        for (int c = 0; c < grid.cells(); c++) mixing.exchange(begin, end, c, exchange);
        final double step = 3600.0 / subSteps;
        for (int s = 0; s < subSteps; s++) {
            final boolean yFirst = (begin.time().getEpochSecond() / 3600 + s) % 2 == 0;
            if (yFirst) {
                alongY(air, q, mass, inflow, step);
                alongX(air, q, mass, inflow, step);
            }
            for (int c = 0; c < grid.cells(); c++) {
                advance(q, mass, c * nz, 1, nz, layers, air.z(), c * (nz + 1), 1, 0, 0, step);
                final double airMoles = mass[c * nz] / 28.9647e-3;
                q[c * nz] += flux[c] * grid.areaM2(c) * step / airMoles;
                mix(q, mass, c, exchange, step);
            }
            if (!yFirst) {
                alongX(air, q, mass, inflow, step);
                alongY(air, q, mass, inflow, step);
            }
        }
    }

    private void alongX(MassFluxes.Hour air, double[] q, double[] mass, double[] inflow, double seconds) {
        final double[] uniform = new double[nx];
        Arrays.fill(uniform, 1);
        for (int j = 0; j < ny; j++)
            for (int k = 0; k < nz; k++)
                advance(
                        q,
                        mass,
                        j * nx * nz + k,
                        nz,
                        nx,
                        uniform,
                        air.x(),
                        j * (nx + 1) * nz + k,
                        nz,
                        inflow[(2 * nx + j) * nz + k],
                        inflow[(2 * nx + ny + j) * nz + k],
                        seconds);
    }

    private void alongY(MassFluxes.Hour air, double[] q, double[] mass, double[] inflow, double seconds) {
        final double[] uniform = new double[ny];
        Arrays.fill(uniform, 1);
        for (int i = 0; i < nx; i++)
            for (int k = 0; k < nz; k++)
                advance(
                        q,
                        mass,
                        i * nz + k,
                        nx * nz,
                        ny,
                        uniform,
                        air.y(),
                        i * nz + k,
                        nx * nz,
                        inflow[i * nz + k],
                        inflow[(nx + i) * nz + k],
                        seconds);
    }

    /// A line, in as few equal parts as leave no cell with less than no air.
    private static void advance(
            double[] q,
            double[] mass,
            int first,
            int step,
            int cells,
            double[] thickness,
            double[] flux,
            int firstFlux,
            int fluxStep,
            double before,
            double after,
            double seconds) {
        double[] line = new double[cells];
        final double[] air = new double[cells];
        final double[] carried = new double[cells + 1];
        for (int f = 0; f <= cells; f++) carried[f] = flux[firstFlux + f * fluxStep] * seconds;
        double most = 0;
        for (int i = 0; i < cells; i++) {
            line[i] = q[first + i * step];
            air[i] = mass[first + i * step];
            final double out = Math.max(0, carried[i + 1]) + Math.max(0, -carried[i]);
            most = Math.max(most, out / Math.min(air[i], air[i] + carried[i] - carried[i + 1]));
        }
        final int parts = Math.max(1, (int) Math.ceil(most));
        for (int f = 0; f <= cells; f++) carried[f] /= parts;
        for (int part = 0; part < parts; part++) {
            line = ScalarParabolic.advance(line, before, after, thickness, air, carried);
            for (int i = 0; i < cells; i++) air[i] += carried[i] - carried[i + 1];
        }
        for (int i = 0; i < cells; i++) {
            q[first + i * step] = line[i];
            mass[first + i * step] = air[i];
        }
    }

    private void mix(double[] q, double[] mass, int cell, double[] exchange, double seconds) {
        final double[] column = Arrays.copyOfRange(q, cell * nz, (cell + 1) * nz);
        final double[] air = Arrays.copyOfRange(mass, cell * nz, (cell + 1) * nz);
        final double[] between = Arrays.copyOfRange(exchange, cell * (nz + 1), (cell + 1) * (nz + 1));
        System.arraycopy(mixed(column, air, between, seconds), 0, q, cell * nz, nz);
    }

    /// Implicit diffusion of a column by a dense system: (M + Δt L) q' = M q.
    ///
    /// @param exchange G through the edges, kg s-1 `[nz + 1]`; that through the outer two does not count
    static double[] mixed(double[] q, double[] mass, double[] exchange, double seconds) {
        final int nz = q.length;
        final DMatrixRMaj matrix = new DMatrixRMaj(nz, nz);
        final DMatrixRMaj right = new DMatrixRMaj(nz, 1);
        for (int k = 0; k < nz; k++) {
            matrix.add(k, k, mass[k]);
            right.set(k, 0, mass[k] * q[k]);
        }
        for (int edge = 1; edge < nz; edge++) {
            final double exchanged = seconds * exchange[edge];
            matrix.add(edge, edge, exchanged);
            matrix.add(edge - 1, edge - 1, exchanged);
            matrix.add(edge, edge - 1, -exchanged);
            matrix.add(edge - 1, edge, -exchanged);
        }
        final DMatrixRMaj solved = new DMatrixRMaj(nz, 1);
        if (!CommonOps_DDRM.solve(matrix, right, solved)) throw new IllegalStateException("singular");
        return solved.data;
    }
}
