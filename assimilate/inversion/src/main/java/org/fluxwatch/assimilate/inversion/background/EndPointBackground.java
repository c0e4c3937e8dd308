package org.fluxwatch.assimilate.inversion.background;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fluxwatch.assimilate.inversion.particles.FlowSurface;
import org.fluxwatch.assimilate.inversion.row.EndPoints;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// A background by another way than the lanes: the global field where an observation's air came from, and
/// what fluxes outside the mask added to it on its way.
/// ```
/// c + a Σ_ends weight C_global(place, height, time) + Σ_bins Σ_cells row x flux
/// ```
/// c is the operator's constant, a the factor of the lane. Air whose origin is not known counts as the
/// rest. Not for several threads.
public final class EndPointBackground {
    private final Grid grid;
    private final SigmaLevels levels;
    private final GlobalCo2 global;
    private final FlowSurface surface;
    private final BinFluxes outside;
    private final double[] profile;

    /// An observation's row, with end points.
    ///
    /// @param constantPpm c
    /// @param factor a
    public record Seen(Row row, double constantPpm, double factor) {}

    private record End(int observation, int number, long time) {}

    /// @param surface of the hours the rows were made of
    /// @param outside fluxes that stay on
    public EndPointBackground(Grid grid, SigmaLevels levels, GlobalCo2 global, FlowSurface surface, BinFluxes outside) {
        this.grid = grid;
        this.levels = levels;
        this.global = global;
        this.surface = surface;
        this.outside = outside;
        profile = new double[levels.nz()];
    }

    /// Of many at once, so that the global field is gone through once in time.
    ///
    /// @return ppm, in their order; NaN where no origin is known
    public double[] ppm(List<Seen> observations) {
        final List<End> ends = new ArrayList<>();
        for (int o = 0; o < observations.size(); o++) {
            final long[] times = observations.get(o).row().ends().time();
            for (int e = 0; e < times.length; e++) ends.add(new End(o, e, times[e]));
        }
        ends.sort(Comparator.comparingLong(End::time)
                .thenComparingInt(End::observation)
                .thenComparingInt(End::number));
        final double[] inflow = new double[observations.size()];
        final double[] known = new double[inflow.length];
        for (End end : ends) {
            final EndPoints of = observations.get(end.observation()).row().ends();
            final double weight = of.weight()[end.number()];
            inflow[end.observation()] += weight * global(of, end.number());
            known[end.observation()] += weight;
        }
        final double[] ppm = new double[inflow.length];
        for (int o = 0; o < ppm.length; o++) {
            final Seen seen = observations.get(o);
            final double all = (known[o] + seen.row().ends().lost()) / known[o];
            ppm[o] = known[o] == 0
                    ? Double.NaN
                    : seen.constantPpm() + seen.factor() * all * inflow[o] + outside.ppm(seen.row());
        }
        return ppm;
    }

    private double global(EndPoints ends, int number) {
        // a particle may have gone beyond the columns outside the rim, for which the global field is read
        final double[] place = grid.locate(ends.latitude()[number], ends.longitude()[number]);
        final double x = Math.clamp(place[0], -0.5, grid.nx() - 0.5);
        final double y = Math.clamp(place[1], -0.5, grid.ny() - 0.5);
        final int cell =
                grid.cell(Math.clamp(Math.round(x), 0, grid.nx() - 1), Math.clamp(Math.round(y), 0, grid.ny() - 1));
        final long time = ends.time()[number];
        final double surfacePa = surface.pressurePa(time, cell)
                .orElseThrow(() -> new IllegalStateException(
                        "end points of " + Instant.ofEpochSecond(time) + " are of an hour that is not prepared"));
        global.profile(
                Instant.ofEpochSecond(time), grid.latitude(x, y), grid.longitude(x, y), levels, surfacePa, profile);
        return at(ends.pressurePa()[number], surfacePa);
    }

    /// The profile at a pressure: linear between the middles of layers.
    private double at(double pressurePa, double surfacePa) {
        int above = 1;
        while (above < profile.length - 1 && levels.middlePa(above, surfacePa) > pressurePa) above++;
        final double below = levels.middlePa(above - 1, surfacePa);
        final double share = Math.clamp((below - pressurePa) / (below - levels.middlePa(above, surfacePa)), 0.0, 1.0);
        return (1 - share) * profile[above - 1] + share * profile[above];
    }
}
