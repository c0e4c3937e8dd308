package org.fluxwatch.assimilate.inversion.background;

import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;
import org.fluxwatch.assimilate.inversion.background.LaneRing.LaneBackground;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.transport.Perimeter;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// What goes into lanes: initial fields, inflow, fluxes. Backgrounds with the same global field or the
/// same fluxes have them computed once.
final class LaneFields {
    private final Grid grid;
    private final SigmaLevels levels;
    private final Perimeter perimeter;
    private final List<LaneBackground> backgrounds;
    private final LaneLayout layout;
    private final int[] sameGlobal;
    private final int[] sameFluxes;
    private final double[][] ppm;

    LaneFields(Grid grid, SigmaLevels levels, List<LaneBackground> backgrounds, LaneLayout layout) {
        this.grid = grid;
        this.levels = levels;
        this.perimeter = new Perimeter(grid);
        this.backgrounds = backgrounds;
        this.layout = layout;
        sameGlobal = first(backgrounds, LaneBackground::global);
        sameFluxes = first(backgrounds, LaneBackground::fluxes);
        ppm = new double[backgrounds.size()][levels.nz()];
        for (int b = 0; b < ppm.length; b++) ppm[b] = ppm[sameGlobal[b]];
    }

    /// Of each background the first that has the very same input.
    private static int[] first(List<LaneBackground> backgrounds, Function<LaneBackground, Object> input) {
        final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>();
        final int[] first = new int[backgrounds.size()];
        for (int b = 0; b < first.length; b++) {
            final Integer before = seen.putIfAbsent(input.apply(backgrounds.get(b)), b);
            first[b] = before == null ? b : before;
        }
        return first;
    }

    float[] allocateInflow() {
        return new float[perimeter.size() * levels.nz() * layout.stride()];
    }

    /// The global profiles of a place into `ppm`.
    private void profiles(Instant time, double latitude, double longitude, double surfacePressurePa) {
        for (int b = 0; b < ppm.length; b++)
            if (sameGlobal[b] == b)
                backgrounds.get(b).global().profile(time, latitude, longitude, levels, surfacePressurePa, ppm[b]);
    }

    /// What is simulated of each background's global field without the operator's constant, ppm.
    ///
    /// @param surfacePressurePa the model's `[cells]`
    double[] simulated(Instant time, StateWeights weights, float[] surfacePressurePa) {
        final double[] simulated = new double[ppm.length];
        final int nz = levels.nz();
        for (int c = 0; c < weights.columns().length; c++) {
            final int cell = weights.columns()[c];
            profiles(time, grid.latitude(cell), grid.longitude(cell), surfacePressurePa[cell]);
            for (int b = 0; b < ppm.length; b++)
                for (int k = 0; k < nz; k++) simulated[b] += weights.weights()[c * nz + k] * ppm[b][k];
        }
        return simulated;
    }

    /// Opens the lanes of one place.
    ///
    /// @param surfacePressurePa the model's at the midnight `[cells]`
    /// @param state has the lanes' factors; its fields are written
    void open(int place, Instant midnight, float[] surfacePressurePa, LaneState state) {
        final int nz = levels.nz();
        for (int cell = 0; cell < grid.cells(); cell++) {
            profiles(midnight, grid.latitude(cell), grid.longitude(cell), surfacePressurePa[cell]);
            for (int k = 0; k < nz; k++)
                for (int b = 0; b < ppm.length; b++) {
                    final int lane = layout.first(b) + place;
                    state.co2()[(cell * nz + k) * layout.stride() + lane] = (float) (state.factors()[lane] * ppm[b][k]);
                }
        }
    }

    /// @param time within the hour that the inflow is for
    /// @param surfacePressurePa the model's `[cells]`; a ghost has that of the cell beside it
    /// @param inflow receives ppm, 0 of lanes that are not open
    void inflow(Instant time, float[] surfacePressurePa, double[] factors, float[] inflow) {
        final int nz = levels.nz();
        for (int g = 0; g < perimeter.size(); g++) {
            profiles(time, perimeter.latitude(g), perimeter.longitude(g), surfacePressurePa[perimeter.innerCell(g)]);
            for (int k = 0; k < nz; k++)
                for (int b = 0; b < ppm.length; b++) {
                    final int element = (g * nz + k) * layout.stride();
                    final int from = layout.first(b);
                    for (int lane = from; lane < from + layout.days(); lane++)
                        inflow[element + lane] = (float) (factors[lane] * ppm[b][k]);
                }
        }
    }

    /// @param hour whose mean fluxes are meant
    /// @param flux receives what stays on in each lane, µmol m-2 s-1 `[cells * stride]`; 0 of lanes that
    ///     are not open
    void fluxes(Instant hour, int[] opened, float[] flux) {
        final PriorFlux.Fields[] of = new PriorFlux.Fields[backgrounds.size()];
        for (int b = 0; b < of.length; b++) {
            of[b] = sameFluxes[b] == b ? backgrounds.get(b).fluxes().at(hour) : of[sameFluxes[b]];
            final float[] outside = backgrounds.get(b).outsideShare();
            for (int cell = 0; cell < grid.cells(); cell++) {
                final float kept = outside[cell] * BinFluxes.all(of[b], cell);
                final int element = cell * layout.stride() + layout.first(b);
                for (int place = 0; place < layout.days(); place++)
                    flux[element + place] = opened[place] == LaneLayout.NOT_OPEN ? 0 : kept;
            }
        }
    }
}
