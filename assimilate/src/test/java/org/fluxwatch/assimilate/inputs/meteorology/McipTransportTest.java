package org.fluxwatch.assimilate.inputs.meteorology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.assimilate.inputs.Meteorology;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct;
import org.fluxwatch.assimilate.netcdf.GridFile;
import org.fluxwatch.assimilate.parallel.NumericsPool;
import org.fluxwatch.assimilate.regrid.CellMeans;
import org.fluxwatch.assimilate.transport.MassFluxes;
import org.fluxwatch.assimilate.transport.MassLedger;
import org.fluxwatch.assimilate.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The 25 hours of real winds: what the transport makes of them.
class McipTransportTest {
    private static final int HOURS = 24;
    private static final int STRIDE = 16;
    private static final double GRAVITY = 9.80665;

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
                    profiles.u(),
                    profiles.v(),
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
            System.out.println("uniform: " + largest + " ppm, sub-steps " + subSteps);
            assertThat(largest).isLessThan(1e-3);
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
            System.out.println("budget: " + budget + " residual " + budget.relativeResidual());
            assertThat(budget.relativeResidual()).isLessThan(1e-6);
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
        for (SigmaLevels levels : List.of(RealWeather.LEVELS, fine())) compare(levels);
    }

    private static SigmaLevels fine() {
        try (GridFile file = RealWeather.mcip("METCRO3D")) {
            final List<Double> edges = new ArrayList<>();
            for (double edge : file.numbers("VGLVLS").orElseThrow()) edges.add(edge);
            return new SigmaLevels(edges, file.requiredNumber("VGTOP"));
        }
    }

    private void compare(SigmaLevels levels) {
        final List<Meteorology.Fields> hours = hours(levels);
        final MassFluxes fluxes = new MassFluxes(grid, levels);
        final int nz = levels.nz();
        final int cells = grid.cells();
        final double[][] ours = new double[nz + 1][HOURS * cells];
        final double[][] theirs = new double[nz + 1][HOURS * cells];
        final double[][] slope = new double[nz + 1][HOURS * cells];
        double largest = 0;
        FileRise before = rise(0, levels);
        for (int hour = 0; hour < HOURS; hour++) {
            final FileRise after = rise(hour + 1, levels);
            final MassFluxes.Hour air = fluxes.between(hours.get(hour), hours.get(hour + 1), 3600);
            largest = Math.max(largest, air.largestCorrection());
            for (int cell = 0; cell < cells; cell++)
                for (int k = 1; k < nz; k++) {
                    final int at = hour * cells + cell;
                    ours[k][at] = air.z()[cell * (nz + 1) + k] / grid.areaM2(cell);
                    theirs[k][at] = 0.5 * (before.rise[cell * (nz + 1) + k] + after.rise[cell * (nz + 1) + k]);
                }
            before = after;
        }
        System.out.println("levels " + nz + " largest correction " + largest + " m/s");
        final StringBuilder text = new StringBuilder();
        double[] a = new double[0];
        double[] b = new double[0];
        for (int k = 1; k < nz; k++) {
            a = concat(a, ours[k]);
            b = concat(b, theirs[k]);
            text.append(String.format(
                    Locale.ROOT,
                    "%n  sigma %.4f r %.3f  sd ours %.4f theirs %.4f",
                    levels.edges().get(k),
                    RealWeather.correlation(ours[k], theirs[k]),
                    Math.sqrt(Arrays.stream(ours[k]).map(x -> x * x).average().orElseThrow()),
                    Math.sqrt(Arrays.stream(theirs[k]).map(x -> x * x).average().orElseThrow())));
        }
        System.out.println("overall " + RealWeather.correlation(a, b) + text);
    }

    private static double[] concat(double[] a, double[] b) {
        final double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /// @param rise through the model's edges, kg m-2 s-1 `[cells * (nz + 1)]`
    private record FileRise(double[] rise) {}

    private FileRise rise(int hour, SigmaLevels levels) {
        try (GridFile file = RealWeather.mcip("METCRO3D");
                GridFile surface = RealWeather.mcip("METCRO2D")) {
            final IoApiHeader header = IoApiHeader.of(file);
            final CellMeans means = CellMeans.of(header.grid().orElseThrow(), grid);
            final var w = means.window();
            final int layers = header.layerEdges().length - 1;
            final float[][] what = new float[layers][];
            final float[][] middle = new float[layers][];
            for (int s = 0; s < layers; s++) {
                final int[] origin = {hour, s, w.y0(), w.x0()};
                final int[] shape = {1, 1, w.ny(), w.nx()};
                what[s] = file.variable("WHAT_JD").floats(origin, shape);
                middle[s] = file.variable("PRES").floats(origin, shape);
            }
            final float[] ps = surface.variable("PRSFC")
                    .floats(new int[] {hour, 0, w.y0(), w.x0()}, new int[] {1, 1, w.ny(), w.nx()});
            final double[][] edges = LayerEdges.throughMiddles(header.layerEdges(), header.topPa(), ps, middle);
            final int n = layers + 1;
            final double[] edge = new double[grid.cells() * n];
            final double[] rise = new double[grid.cells() * n];
            for (int s = 0; s < n; s++) {
                means.apply(edges[s], edge, s, n);
                if (s > 0) {
                    final double[] wide = new double[w.size()];
                    for (int at = 0; at < wide.length; at++) wide[at] = what[s - 1][at];
                    means.apply(wide, rise, s, n);
                }
            }
            final int nz = levels.nz();
            final double[] out = new double[grid.cells() * (nz + 1)];
            for (int cell = 0; cell < grid.cells(); cell++)
                for (int k = 0; k <= nz; k++) {
                    final double pa = levels.edgePa(k, edge[cell * n]);
                    int s = 0;
                    while (s < layers - 1 && edge[cell * n + s + 1] > pa) s++;
                    final double share =
                            Math.clamp((edge[cell * n + s] - pa) / (edge[cell * n + s] - edge[cell * n + s + 1]), 0, 1);
                    out[cell * (nz + 1) + k] = (1 - share) * rise[cell * n + s] + share * rise[cell * n + s + 1];
                }
            return new FileRise(out);
        }
    }
}
