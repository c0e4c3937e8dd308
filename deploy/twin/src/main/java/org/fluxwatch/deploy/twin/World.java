package org.fluxwatch.deploy.twin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.fluxwatch.assimilate.inputs.LandMask;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.region.BoxRegion;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InputSettings;

/// The true world and the satellites over it, day by day from the domain's start; the same arguments always give the
/// same.
public final class World {
    /// In the settings of a domain: the inputs of the invented world.
    public static final String INPUTS =
            "inputs: {meteorology: {kind: synthetic}, prior: {kind: synthetic}, boundary: {kind: synthetic}}";

    private static final int DELAY_DAYS = 30;

    private final TruthRun truth;
    private final RetrievalSimulator simulator;
    private final BoxRegion window;
    private final int finer;
    private final Grid grid;

    /// @param domain whose grid, start and sensors the world has, and whose inputs the truth departs from
    /// @param kind what the truth departs in
    /// @param seed of all that is true
    /// @param pool that the truth runs on
    public World(DomainSettings domain, WorldKind kind, long seed, NumericsPool pool) {
        requireInvented("*", domain.inputs());
        finer = kind.finer();
        grid = domain.modelGrid();
        truth = new TruthRun(domain, kind, seed, pool);
        simulator = new RetrievalSimulator(seed, new LandMask());
        window = window(grid);
    }

    /// The world that is meant where no kind is named.
    public World(DomainSettings domain, long seed, NumericsPool pool) {
        this(domain, WorldKind.standard(), seed, pool);
    }

    /// Runs the next day.
    public Day nextDay() {
        return new Day(truth.runDay());
    }

    /// A day that has been.
    public final class Day {
        private final TruthDay truthDay;

        private Day(TruthDay truthDay) {
            this.truthDay = truthDay;
        }

        public LocalDate day() {
            return truthDay.day();
        }

        /// The true natural flux, mean of the day, µmol m-2 s-1 `[cells]`.
        public float[] naturalFlux() {
            final double[] flux = truthDay.naturalFlux();
            final Grid fine = truthDay.grid();
            final double[] sums = new double[grid.cells()];
            final double[] areas = new double[grid.cells()];
            for (int f = 0; f < flux.length; f++) {
                final int c = grid.cell(f % fine.nx() / finer, f / fine.nx() / finer);
                sums[c] += fine.areaM2(f) * flux[f];
                areas[c] += fine.areaM2(f);
            }
            final float[] values = new float[grid.cells()];
            for (int c = 0; c < values.length; c++) values[c] = (float) (finer == 1 ? flux[c] : sums[c] / areas[c]);
            return values;
        }

        /// The true mole fraction of the lowest air, ppm; empty outside the outermost cells' centres.
        ///
        /// @param time of the day
        public OptionalDouble lowestAir(Instant time, double latitude, double longitude) {
            return truthDay.column(time, latitude, longitude).stream()
                    .mapToDouble(column -> column.ppm()[0])
                    .findFirst();
        }

        /// Production time of the day's granules.
        public Instant produced() {
            return day().plusDays(DELAY_DAYS).atTime(12, 0).toInstant(ZoneOffset.UTC);
        }

        /// Name of the file that holds a sensor's day.
        public String fileName(Sensor sensor) {
            return new LiteGranule(sensor, day(), produced(), List.of()).fileName();
        }

        /// What a sensor retrieves of the day.
        public RetrievalSimulator.SimulatedDay look(Sensor sensor) {
            return look(sensor, 0);
        }

        /// What a sensor retrieves of the day while its retrievals are faulty.
        ///
        /// @param faultPpm what every retrieved XCO2 is too high by
        public RetrievalSimulator.SimulatedDay look(Sensor sensor, double faultPpm) {
            return simulator.simulate(sensor, day(), window, truthDay::column, produced(), faultPpm);
        }
    }

    /// The box of latitude and longitude round a grid.
    private static BoxRegion window(Grid grid) {
        double south = 90;
        double north = -90;
        double west = 180;
        double east = -180;
        for (int c = 0; c < grid.cells(); c++) {
            south = Math.min(south, grid.latitude(c));
            north = Math.max(north, grid.latitude(c));
            west = Math.min(west, grid.longitude(c));
            east = Math.max(east, grid.longitude(c));
        }
        return grid.isPeriodic()
                ? new BoxRegion("window", south, north, -180, 180)
                : new BoxRegion("window", south, north, west, east);
    }

    /// The truth departs from the invented world; a filter on real winds would be held against another planet.
    ///
    /// @param domain its name
    /// @throws IllegalArgumentException where settings ask for real fields, or for none
    public static void requireInvented(String domain, InputSettings inputs) {
        final Set<StandIn> invented = inputs.invented();
        for (StandIn input : StandIn.values())
            if (input.invented().isPresent() && !invented.contains(input))
                throw new IllegalArgumentException("domains." + domain + ".inputs."
                        + input.invented().get()
                        + ".kind is of real fields or not chosen, expected synthetic: the twin's world is invented");
    }
}
