package org.fluxwatch.assimilate.inversion.retro;

import static org.fluxwatch.assimilate.model.Constants.MOLAR_MASS_AIR;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.MassFluxes;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// Makes rows by the transport model with winds turned round and hours reversed, a receptor a lane.
/// ```
/// λ = w / m at the observation                          w: weights of the operator, m: air masses, kg
/// row += λ_0 A M_air Δt                                 λ_0: of the lowest layer, mean of the hour
/// ```
/// Transport that keeps air mass is its own adjoint with time reversed, but for its limiters (Hourdin and
/// Talagrand 2006, Q. J. R. Meteorol. Soc. 132, 567-583). Where air comes from outside
/// is not followed: end points are unknown.
///
/// Not for use by several threads at once.
public final class RetroRows {
    private static final double HOUR_SECONDS = 3600;

    /// λ in units that keep floats near 1; kg.
    private static final double UNIT = 1e12;

    private final Grid grid;
    private final SigmaLevels levels;
    private final Meteorology meteorology;
    private final NumericsPool pool;

    /// A receptor's id, time and operator.
    ///
    /// @param time UTC; taken to the nearest hour
    public record Receptor(String id, Instant time, StateWeights weights) {
        Instant hour() {
            return time.plusSeconds(1800).truncatedTo(ChronoUnit.HOURS);
        }
    }

    public RetroRows(Grid grid, SigmaLevels levels, Meteorology meteorology, NumericsPool pool) {
        this.grid = grid;
        this.levels = levels;
        this.meteorology = meteorology;
        this.pool = pool;
    }

    /// One row a receptor, in their order.
    ///
    /// @param horizonHours how far back each is followed
    public List<Row> rows(List<Receptor> receptors, int horizonHours) {
        if (receptors.isEmpty()) return List.of();
        final int stride = Math.ceilDiv(receptors.size(), 16) * 16;
        final TransportModel model = new TransportModel(grid, levels, stride, pool);
        final float[] lambda = new float[grid.cells() * levels.nz() * stride];
        final float[] none = new float[grid.cells() * stride];
        final float[] outside = new float[model.perimeter().size() * levels.nz() * stride];
        final List<RetroLane> lanes = new ArrayList<>();
        for (Receptor receptor : receptors) lanes.add(new RetroLane(receptor.id(), receptor.time()));
        final Instant last =
                receptors.stream().map(Receptor::hour).max(Instant::compareTo).orElseThrow();
        final Instant first =
                receptors.stream().map(Receptor::hour).min(Instant::compareTo).orElseThrow();
        final Instant horizon = first.minusSeconds(3600L * horizonHours);
        Meteorology.Fields end = meteorology.at(last);
        for (Instant time = last; time.isAfter(horizon); time = end.time()) {
            for (int lane = 0; lane < lanes.size(); lane++)
                if (receptors.get(lane).hour().equals(time)) set(receptors.get(lane), end, lambda, stride, lane);
            final Meteorology.Fields begin = meteorology.at(time.minusSeconds(3600));
            for (int lane = 0; lane < lanes.size(); lane++)
                if (runs(receptors.get(lane), time, horizonHours)) pick(lanes.get(lane), time, lambda, stride, lane);
            model.advanceHour(
                    Backwards.of(end, time), Backwards.of(begin, time.plusSeconds(3600)), lambda, none, outside);
            for (int lane = 0; lane < lanes.size(); lane++)
                if (runs(receptors.get(lane), time, horizonHours)) pick(lanes.get(lane), time, lambda, stride, lane);
            end = begin;
        }
        return lanes.stream().map(RetroLane::row).toList();
    }

    private static boolean runs(Receptor receptor, Instant hourEnd, int horizonHours) {
        return !hourEnd.isAfter(receptor.hour())
                && hourEnd.isAfter(receptor.hour().minusSeconds(3600L * horizonHours));
    }

    private void set(Receptor receptor, Meteorology.Fields fields, float[] lambda, int stride, int lane) {
        final int nz = levels.nz();
        final StateWeights weights = receptor.weights();
        for (int c = 0; c < weights.columns().length; c++) {
            final int cell = weights.columns()[c];
            final double column = MassFluxes.columnMass(grid, levels, cell, fields.surfacePressurePa()[cell]);
            for (int k = 0; k < nz; k++)
                lambda[(cell * nz + k) * stride + lane] +=
                        (float) (UNIT * weights.weights()[c * nz + k] / (column * levels.thickness(k)));
        }
    }

    /// Half an hour's footprint of the lowest layer as it is now.
    private void pick(RetroLane into, Instant hourEnd, float[] lambda, int stride, int lane) {
        final double[] bin = into.bin(Row.bin(hourEnd.minusSeconds(3600)), grid.cells());
        for (int cell = 0; cell < bin.length; cell++)
            bin[cell] += lambda[cell * levels.nz() * stride + lane]
                    / UNIT
                    * grid.areaM2(cell)
                    * MOLAR_MASS_AIR
                    * HOUR_SECONDS
                    / 2;
    }
}
