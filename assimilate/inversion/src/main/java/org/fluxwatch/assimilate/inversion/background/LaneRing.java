package org.fluxwatch.assimilate.inversion.background;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.ModelInput;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.operator.StateOperator;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;

/// All model-based backgrounds in one run of the transport model.
///
/// Each day opens a lane of each background at its first midnight: the global field times a factor is the
/// initial field, and the inflow for as long as the lane lives; only fluxes outside the mask are on. What
/// an observation would be without the fluxes inside is simulated in the lane opened a horizon of days
/// before its day. In a domain's first days it is the oldest lane, and the row must reach back no further
/// than that lane's opening.
///
/// China's own air that left and comes back in the global product's inflow counts twice: there, and in
/// the fluxes that are sought.
///
/// Not for use by several threads at once; of two runs only one at a time.
public final class LaneRing {
    final Grid grid;
    final SigmaLevels levels;
    final Meteorology meteorology;
    final List<LaneBackground> backgrounds;
    final LaneLayout layout;
    final LaneFields fields;
    final TransportModel transport;
    final StateOperator operator;

    /// One model-based background.
    ///
    /// @param scaled whether observations give the global field's factor; else it is 1
    /// @param fluxes hourly, on the model's grid
    /// @param outsideShare of each cell the share of its area whose fluxes stay on, 0 to 1 `[cells]`
    public record LaneBackground(
            String name, GlobalCo2 global, boolean scaled, PriorFlux fluxes, float[] outsideShare) {}

    /// What a lane's initial field and inflow are multiplied by.
    ///
    /// @param observations that it rests on; 0: there were none, or it is not scaled, and the value is 1
    /// @param days that they are of, the lane's own the last
    public record Factor(double value, int observations, int days) {}

    /// How an observation is simulated: when, and from which air.
    ///
    /// @param time the end of its hour
    public record Seen(Instant time, StateWeights weights) {}

    /// @param horizonDays from the day that opens a lane to the day whose observations it serves
    /// @param pool threads to run on
    public LaneRing(
            Grid grid,
            SigmaLevels levels,
            Meteorology meteorology,
            List<LaneBackground> backgrounds,
            int horizonDays,
            NumericsPool pool) {
        this.grid = grid;
        this.levels = levels;
        this.meteorology = meteorology;
        this.backgrounds = List.copyOf(backgrounds);
        layout = new LaneLayout(backgrounds.size(), horizonDays);
        for (LaneBackground background : backgrounds) check(background, grid.cells());
        fields = new LaneFields(grid, levels, this.backgrounds, layout);
        transport = new TransportModel(grid, levels, layout.stride(), pool);
        operator = new StateOperator(grid, levels);
    }

    private static void check(LaneBackground background, int cells) {
        final float[] shares = background.outsideShare();
        if (shares.length != cells)
            throw new IllegalArgumentException(
                    "mask of background " + background.name() + " has " + shares.length + " cells, the model " + cells);
        for (int cell = 0; cell < cells; cell++)
            if (!(shares[cell] >= 0 && shares[cell] <= 1))
                throw new IllegalArgumentException("mask of background " + background.name() + " has " + shares[cell]
                        + " in cell " + cell + ", expected 0 to 1");
    }

    /// Names of the backgrounds, in the order of their results.
    public List<String> names() {
        return backgrounds.stream().map(LaneBackground::name).toList();
    }

    /// Floats from one element of a state's CO2 to the next, a multiple of 16.
    public int stride() {
        return layout.stride();
    }

    /// Lanes in use.
    public int lanes() {
        return layout.lanes();
    }

    /// A state without a lane.
    ///
    /// @param start the first day to be run
    public LaneState first(LocalDate start) {
        return LaneState.empty(start, grid.cells(), levels.nz(), backgrounds.size(), layout.horizonDays());
    }

    private int sums() {
        return backgrounds.size() * InitialFactors.DAYS * InitialFactors.SUMS;
    }

    /// What is not there that a day needs, a line each; empty: nothing.
    public List<String> missing(LocalDate day) {
        final Instant from = midnight(day);
        final Instant to = midnight(day.plusDays(1));
        final List<ModelInput> inputs = new ArrayList<>(List.of(meteorology));
        for (LaneBackground background : backgrounds) {
            inputs.add(background.fluxes());
            inputs.add(background.global());
        }
        final Set<ModelInput> asked = Collections.newSetFromMap(new IdentityHashMap<>());
        final Set<String> missing = new LinkedHashSet<>();
        for (ModelInput input : inputs) if (asked.add(input)) missing.addAll(input.missing(from, to));
        return List.copyOf(missing);
    }

    static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Begins the state's next day on a copy of it.
    ///
    /// @param observations the day's, in any order
    public Run begin(LaneState state, List<LaneObservation> observations) {
        if (state.co2().length != grid.cells() * levels.nz() * layout.stride()
                || state.opened().length != layout.days()
                || state.factors().length != layout.lanes()
                || state.sums().length != sums())
            throw new IllegalArgumentException("state of " + state.co2().length + " values, "
                    + state.factors().length + " lanes, expected "
                    + grid.cells() * levels.nz() * layout.stride() + " and " + layout.lanes());
        return new Run(this, state.copy(), observations);
    }

    /// A day, hour by hour.
    public static final class Run {
        private static final Duration HOUR = Duration.ofHours(1);

        private final LaneRing ring;
        private final LaneState state;
        private final LaneDay day;
        private final float[] flux;
        private final float[] inflow;
        private int hour;

        private Run(LaneRing ring, LaneState state, List<LaneObservation> observations) {
            this.ring = ring;
            this.state = state;
            day = new LaneDay(ring, state, observations);
            flux = new float[ring.grid.cells() * ring.layout.stride()];
            inflow = ring.fields.allocateInflow();
        }

        public boolean finished() {
            return hour == 24;
        }

        /// Runs the next hour.
        public void step() {
            if (finished()) throw new IllegalStateException(state.nextDay() + " has run its 24 hours");
            final Instant now = midnight(state.nextDay()).plus(HOUR.multipliedBy(hour));
            final Meteorology.Fields begin = day.air(hour);
            final Meteorology.Fields end = day.air(hour + 1);
            ring.fields.fluxes(now, state.opened(), flux);
            ring.fields.inflow(now.plus(HOUR.dividedBy(2)), end.surfacePressurePa(), state.factors(), inflow);
            ring.transport.advanceHour(begin, end, state.co2(), flux, inflow);
            day.sample(hour);
            hour++;
        }

        /// At the next midnight; all 24 hours must have run.
        public LaneState state() {
            if (!finished()) throw new IllegalStateException(state.nextDay() + " has run " + hour + " of 24 hours");
            return state.withNextDay(state.nextDay().plusDays(1));
        }

        /// What each observation would be, ppm `[observation][background]`, in the order they were given;
        /// NaN of those outside the day or the domain, and of those whose hour has not run.
        public double[][] ppm() {
            return day.ppm();
        }

        /// How an observation was simulated; empty where it was not.
        ///
        /// @param observation in the order they were given
        public Optional<Seen> seen(int observation) {
            return day.seen(observation);
        }

        /// The day whose lane the day's observations are simulated in: at its first midnight rows end.
        public LocalDate opened() {
            return day.opened();
        }

        /// Factors of the lanes that the day's observations are simulated in `[background]`.
        public double[] factors() {
            return day.factors();
        }

        /// Factors of the lanes that the day opens, one a background.
        public List<Factor> opening() {
            return day.opening();
        }
    }
}
