package org.fluxwatch.assimilate.inputs.meteorology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.inputs.Meteorology;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct;
import org.fluxwatch.assimilate.netcdf.GridFile;
import org.fluxwatch.assimilate.parallel.NumericsPool;
import org.fluxwatch.assimilate.regrid.CellMeans;
import org.fluxwatch.assimilate.regrid.Window;
import org.fluxwatch.assimilate.transport.MassFluxes;
import org.fluxwatch.assimilate.transport.MassLedger;
import org.fluxwatch.assimilate.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.grid.StereographicGrid;
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
            assertThat(largest).isLessThan(1e-4);
            assertThat(subSteps).isLessThanOrEqualTo(4);
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
        final MassFluxes fluxes = new MassFluxes(grid, levels);
        final double[][] ours = new double[HOURS][];
        double largest = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            final MassFluxes.Hour air = fluxes.between(hours.get(hour), hours.get(hour + 1), 3600);
            largest = Math.max(largest, air.largestCorrection());
            ours[hour] = air.z().clone();
            for (int at = 0; at < ours[hour].length; at++) ours[hour][at] /= grid.areaM2(at / (levels.nz() + 1));
        }
        assertThat(largest).isLessThan(0.06); // m s-1
        assertThat(overall(ours, theirs, 0)).isGreaterThan(0.69);
        assertThat(overall(ours, theirs, 1)).isGreaterThan(0.77);
        assertThat(overall(ours, smoothed(theirs), 1)).isGreaterThan(0.96);
    }

    /// Without the mean of the two cells beside a face, which the transport takes, hardly anything is lost.
    @Test
    void raisesItNearlyAsTheFileSaysByWindsOnTheFaces() {
        final double[][] ours = rises(faceHours(RealWeather.LEVELS), RealWeather.LEVELS);
        final double[][] theirs = theirRise(RealWeather.LEVELS);
        assertThat(overall(ours, theirs, 0)).isGreaterThan(0.995);
        for (int k = 1; k < RealWeather.LEVELS.nz(); k++)
            assertThat(correlation(ours, theirs, 0, k, k + 1)).as("edge %d", k).isGreaterThan(0.88);
    }

    private double overall(double[][] ours, double[][] theirs, int ring) {
        return correlation(ours, theirs, ring, 1, RealWeather.LEVELS.nz());
    }

    /// Over all hours, the cells so far from the boundary, and the edges from one to another.
    private double correlation(double[][] ours, double[][] theirs, int ring, int firstEdge, int endEdge) {
        final int edges = RealWeather.LEVELS.nz() + 1;
        final List<double[]> pairs = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++)
            for (int cell = 0; cell < grid.cells(); cell++)
                for (int k = firstEdge; k < endEdge && grid.cellsToBoundary(cell) >= ring; k++)
                    pairs.add(new double[] {ours[hour][cell * edges + k], theirs[hour][cell * edges + k]});
        return RealWeather.correlation(
                pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                pairs.stream().mapToDouble(pair -> pair[1]).toArray());
    }

    /// 1, 2, 1 along x and along y, as the mean of two cells' winds on each face smooths the divergence.
    private double[][] smoothed(double[][] rise) {
        final int edges = RealWeather.LEVELS.nz() + 1;
        final double[][] smoothed = new double[HOURS][rise[0].length];
        for (int hour = 0; hour < HOURS; hour++)
            for (int at = 0; at < rise[hour].length; at++) {
                final int cell = at / edges;
                if (grid.cellsToBoundary(cell) == 0) continue;
                for (int dj = -1; dj <= 1; dj++)
                    for (int di = -1; di <= 1; di++)
                        smoothed[hour][at] += (2 - Math.abs(di))
                                * (2 - Math.abs(dj))
                                / 16.0
                                * rise[hour][at + (dj * grid.nx() + di) * edges];
            }
        return smoothed;
    }

    /// Fields on a lattice twice as fine, which has points on the faces.
    private List<MeteorologyProduct.Profiles> faceHours(SigmaLevels levels) {
        final StereographicGrid cells = (StereographicGrid) grid;
        final Grid lattice = new StereographicGrid(
                cells.centreLatitude(),
                cells.centreLongitude(),
                cells.cellKm() / 2,
                2 * cells.nx() + 1,
                2 * cells.ny() + 1);
        final Mcip mcip = new Mcip(lattice, levels, RealWeather.folder("mcip"), List.of());
        final List<MeteorologyProduct.Profiles> hours = new ArrayList<>();
        for (int hour = 0; hour <= HOURS; hour++)
            hours.add(mcip.profiles(RealWeather.BEGIN.plus(Duration.ofHours(hour))));
        return hours;
    }

    /// What rises by winds that stand on the faces themselves; what is left at the top is shared by Δσ.
    private double[][] rises(List<MeteorologyProduct.Profiles> lattice, SigmaLevels levels) {
        final int nz = levels.nz();
        final int wide = 2 * grid.nx() + 1;
        final double[][] rise = new double[HOURS][grid.cells() * (nz + 1)];
        for (int hour = 0; hour < HOURS; hour++)
            for (int cell = 0; cell < grid.cells(); cell++) {
                final int i = cell % grid.nx();
                final int j = cell / grid.nx();
                final int centre = (2 * j + 1) * wide + 2 * i + 1;
                final double[] up = new double[nz + 1];
                for (int k = 0; k < nz; k++) {
                    double out = 0;
                    for (int t = hour; t <= hour + 1; t++) {
                        final MeteorologyProduct.Profiles at = lattice.get(t);
                        out += grid.faceXM(i + 1, j) * flux(at, at.u(), centre + 1, k, levels)
                                - grid.faceXM(i, j) * flux(at, at.u(), centre - 1, k, levels)
                                + grid.faceYM(i, j + 1) * flux(at, at.v(), centre + wide, k, levels)
                                - grid.faceYM(i, j) * flux(at, at.v(), centre - wide, k, levels);
                    }
                    final double tendency = levels.thickness(k)
                            * (lattice.get(hour + 1).surfacePressurePa()[centre]
                                    - lattice.get(hour).surfacePressurePa()[centre])
                            / (3600 * GRAVITY);
                    up[k + 1] = up[k] - 0.5 * out / grid.areaM2(cell) - tendency;
                }
                for (int k = 0; k <= nz; k++)
                    rise[hour][cell * (nz + 1) + k] =
                            up[k] - (1 - levels.edges().get(k)) * up[nz];
            }
        return rise;
    }

    /// kg m-1 s-1.
    private static double flux(
            MeteorologyProduct.Profiles profiles, float[] wind, int point, int k, SigmaLevels levels) {
        return wind[point * levels.nz() + k]
                * levels.thickness(k)
                * (profiles.surfacePressurePa()[point] - levels.topPa())
                / GRAVITY;
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
