package org.fluxwatch.assimilate.inputs.meteorology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.regrid.CellMeans;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.assimilate.model.transport.MassFluxes;
import org.fluxwatch.assimilate.model.transport.MassLedger;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.GridFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The 25 hours of real winds: what the transport makes of them.
class McipTransportTest {
    private static final int HOURS = 24;
    private static final int STRIDE = 16;

    private Grid grid;

    @BeforeEach
    void setUp() {
        grid = RealWeather.grid(8);
    }

    private List<Meteorology.Fields> hours(SigmaLevels levels) {
        final Mcip mcip = new Mcip(grid, levels, RealWeather.folder("mcip"), List.of());
        final List<Meteorology.Fields> hours = new ArrayList<>();
        for (int hour = 0; hour <= HOURS; hour++) {
            final Instant time = RealWeather.BEGIN.plus(Duration.ofHours(hour));
            final MeteorologyProduct.Profiles profiles = mcip.profiles(time);
            final MeteorologyProduct.Surface surface = mcip.surface(time);
            hours.add(new Meteorology.Fields(
                    time,
                    profiles.surfacePressurePa(),
                    profiles.winds(),
                    profiles.temperatureK(),
                    profiles.specificHumidity(),
                    surface.boundaryLayerHeightM(),
                    surface.frictionVelocity(),
                    surface.sensibleHeatFlux()));
        }
        return hours;
    }

    @Test
    void keepsAUniformTracerUniform() {
        final List<Meteorology.Fields> hours = hours(RealWeather.LEVELS);
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel transport = new TransportModel(grid, RealWeather.LEVELS, STRIDE, pool);
            final float[] co2 = filled(grid.cells() * RealWeather.LEVELS.nz(), 400);
            final float[] flux = filled(grid.cells(), 0);
            final float[] inflow = filled(transport.perimeter().size() * RealWeather.LEVELS.nz(), 400);
            int subSteps = 0;
            for (int hour = 0; hour < HOURS; hour++) {
                transport.advanceHour(hours.get(hour), hours.get(hour + 1), co2, flux, inflow);
                subSteps = Math.max(subSteps, transport.subSteps());
            }
            double largest = 0;
            for (float value : co2) largest = Math.max(largest, Math.abs(value - 400.0));
            assertThat(largest).isLessThan(1e-4);
            assertThat(subSteps).isLessThanOrEqualTo(8); // on 8 km
        }
    }

    @Test
    void closesTheMassBudgetOfATracerThatVaries() {
        final List<Meteorology.Fields> hours = hours(RealWeather.LEVELS);
        final int nz = RealWeather.LEVELS.nz();
        try (NumericsPool pool = new NumericsPool(2)) {
            final TransportModel transport = new TransportModel(grid, RealWeather.LEVELS, STRIDE, pool);
            final float[] co2 = filled(grid.cells() * nz, 400);
            for (int cell = 0; cell < grid.cells(); cell++)
                for (int k = 0; k < nz; k++)
                    Arrays.fill(co2, (cell * nz + k) * STRIDE, (cell * nz + k + 1) * STRIDE, (float)
                            (400 + 10 * Math.sin(cell) + 5 * Math.cos(k)));
            final float[] flux = filled(grid.cells(), 2);
            final float[] inflow = filled(transport.perimeter().size() * nz, 405);
            final MassLedger ledger =
                    new MassLedger(transport, 0, co2, hours.getFirst().surfacePressurePa());
            for (int hour = 0; hour < HOURS; hour++) {
                transport.advanceHour(hours.get(hour), hours.get(hour + 1), co2, flux, inflow);
                ledger.enterHour(flux);
            }
            final var budget = ledger.budget(co2, hours.getLast().surfacePressurePa());
            assertThat(budget.relativeResidual()).isLessThan(1e-7);
        }
    }

    private static float[] filled(int elements, float value) {
        final float[] filled = new float[elements * STRIDE];
        Arrays.fill(filled, value);
        return filled;
    }

    /// `WHAT_JD` is the air that rises through the upper face of each of the file's layers: ρ (w - V·∇z), kg m-2 s-1
    /// (the units it states, kg m-1 s-1, are those of its fellows UHAT_JD and VHAT_JD).
    @Test
    void raisesTheAirWhereTheFileSaysThatItRises() {
        final SigmaLevels levels = RealWeather.LEVELS;
        final double[][] theirs = theirRise(levels);
        final List<Meteorology.Fields> hours = hours(levels);
        final MassFluxes fluxes = new MassFluxes(grid, levels, NumericsPool.CALLER);
        final double[][] ours = new double[HOURS][];
        double largest = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            final MassFluxes.Hour air = fluxes.between(hours.get(hour), hours.get(hour + 1), 3600);
            largest = Math.max(largest, air.largestCorrection());
            ours[hour] = air.z().clone();
            for (int at = 0; at < ours[hour].length; at++) ours[hour][at] /= grid.areaM2(at / (levels.nz() + 1));
        }
        assertThat(largest).isLessThan(0.024); // m s-1
        assertThat(correlation(ours, theirs, 1, levels.nz())).isGreaterThan(0.996);
        for (int k = 1; k < levels.nz(); k++)
            assertThat(correlation(ours, theirs, k, k + 1))
                    .as("edge %d", k)
                    .isGreaterThan(k == 1 ? 0.98 : k < 10 ? 0.994 : 0.89);
    }

    /// Over all hours, all cells, and the edges from one up to another.
    private double correlation(double[][] ours, double[][] theirs, int firstEdge, int endEdge) {
        final int edges = RealWeather.LEVELS.nz() + 1;
        final List<double[]> pairs = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++)
            for (int cell = 0; cell < grid.cells(); cell++)
                for (int k = firstEdge; k < endEdge; k++)
                    pairs.add(new double[] {ours[hour][cell * edges + k], theirs[hour][cell * edges + k]});
        return RealWeather.correlation(
                pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                pairs.stream().mapToDouble(pair -> pair[1]).toArray());
    }

    /// What the file says to rise through the model's edges, mean of an hour's begin and end, kg m-2 s-1
    /// `[hours][cells * (nz + 1)]`.
    private double[][] theirRise(SigmaLevels levels) {
        final double[][] at = new double[HOURS + 1][];
        try (GridFile file = RealWeather.mcip("METCRO3D");
                GridFile surface = RealWeather.mcip("METCRO2D")) {
            for (int hour = 0; hour <= HOURS; hour++) at[hour] = theirRise(file, surface, hour, levels);
        }
        final double[][] means = new double[HOURS][at[0].length];
        for (int hour = 0; hour < HOURS; hour++)
            for (int i = 0; i < means[hour].length; i++) means[hour][i] = 0.5 * (at[hour][i] + at[hour + 1][i]);
        return means;
    }

    private double[] theirRise(GridFile file, GridFile surface, int hour, SigmaLevels levels) {
        final IoApiHeader header = IoApiHeader.of(file);
        final CellMeans means = CellMeans.of(header.grid().orElseThrow(), grid);
        final int layers = header.layerEdges().length - 1;
        final int edges = layers + 1;
        final float[][] middles = new float[layers][];
        for (int s = 0; s < layers; s++) middles[s] = read(file, "PRES", hour, s, means.window());
        final double[][] edgePa = LayerEdges.throughMiddles(
                header.layerEdges(), header.topPa(), read(surface, "PRSFC", hour, 0, means.window()), middles);
        final double[] edge = new double[grid.cells() * edges];
        final float[] rise = new float[grid.cells() * edges];
        for (int s = 0; s < edges; s++) {
            means.apply(edgePa[s], edge, s, edges);
            if (s > 0) means.apply(read(file, "WHAT_JD", hour, s - 1, means.window()), rise, s, edges);
        }
        final int nz = levels.nz();
        final double[] through = new double[grid.cells() * (nz + 1)];
        for (int cell = 0; cell < grid.cells(); cell++)
            for (int k = 0; k <= nz; k++) {
                final double pa = levels.edgePa(k, edge[cell * edges]);
                int s = cell * edges;
                while (s < (cell + 1) * edges - 2 && edge[s + 1] > pa) s++;
                final double share = Math.clamp((edge[s] - pa) / (edge[s] - edge[s + 1]), 0, 1);
                through[cell * (nz + 1) + k] = (1 - share) * rise[s] + share * rise[s + 1];
            }
        return through;
    }

    private static float[] read(GridFile file, String name, int hour, int layer, Window window) {
        return file.variable(name)
                .floats(new int[] {hour, layer, window.y0(), window.x0()}, new int[] {1, 1, window.ny(), window.nx()});
    }
}
