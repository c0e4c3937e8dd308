package org.fluxwatch.assimilate.filter.cycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.ensrf.BackgroundCheck;
import org.fluxwatch.assimilate.filter.ensrf.Localization;
import org.fluxwatch.assimilate.filter.ensrf.Observation;
import org.fluxwatch.assimilate.filter.ensrf.SerialEnsrf;
import org.fluxwatch.assimilate.filter.ensrf.StateBlock;
import org.fluxwatch.assimilate.model.operator.StateOperator;
import org.fluxwatch.assimilate.model.operator.StateWeights;
import org.fluxwatch.assimilate.model.transport.HourAir;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.FluxShares;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.settings.AssimilateSettings.FilterSettings;

/// The analysis at the end of an hour: simulates the hour's observations from all lanes, gates them, updates the
/// members' concentrations and flux rows by the filter, and says what became of each observation.
final class HourAnalysis {
    private final DomainModel model;
    private final AnalysisIdentity identity;
    private final StateOperator operator;
    private final BackgroundCheck gate;
    private final SerialEnsrf ensrf;
    private final Optional<Localization> fluxLocalization;
    private final DivergenceGuard guard;
    private final DayShares shares;
    private final SharedErrors errors;
    private final Lanes lanes;

    HourAnalysis(DomainModel model, AnalysisIdentity identity, DivergenceGuard guard, DayShares shares) {
        this.model = model;
        this.identity = identity;
        lanes = model.lanes;
        operator = new StateOperator(model.grid, model.levels);
        this.guard = guard;
        this.shares = shares;
        final FilterSettings filter = model.filter;
        errors = new SharedErrors(filter.representationErrorPpm(), filter.representationLengthKm());
        gate = new BackgroundCheck(filter.gatePpm(), filter.gateSigmas());
        ensrf = SerialEnsrf.onGrid(
                lanes.members(),
                model.grid,
                localization(filter, filter.localizationKm()),
                model.update,
                model.inflation,
                model.pool);
        fluxLocalization = Optional.of(localization(filter, filter.fluxRadiusKm()));
    }

    private static Localization localization(FilterSettings filter, double radiusKm) {
        return switch (filter.localization()) {
            case GASPARI_COHN -> Localization.greatCircle(radiusKm);
            case NONE -> new Localization.None();
        };
    }

    /// An observation as its hour sees it.
    ///
    /// @param before simulated by each lane before the update, ppm `[used]`
    /// @param mean of the members before the update, ppm
    /// @param spread standard deviation of the members before the update, as the filter takes it (inflated), ppm
    private record Simulated(
            CycleObservation observation,
            Status status,
            StateWeights weights,
            double[] before,
            double mean,
            double spread) {}

    /// An observation, what the hour made of it, and how it is simulated; what FC simulates is not known yet.
    record Seen(Innovation innovation, Optional<StateWeights> weights) {
        /// With what FC simulates.
        ///
        /// @param co2 of FC in the first lane, ppm `[cells * nz * stride]`
        Innovation simulated(float[] co2, int stride) {
            if (weights.isEmpty()) return innovation;
            final double[] ppm = new double[1];
            weights.get().apply(co2, stride, 1, ppm, 0);
            return innovation.with(innovation.ofFilter().withForecast(ppm[0]));
        }
    }

    /// @param hour of the day, 0 to 23, UTC
    /// @param due the hour's observations, in the order they are to be assimilated
    /// @param air at the hour's end
    /// @param state is updated
    List<Seen> analyse(int hour, List<CycleObservation> due, HourAir air, EnsembleState state) {
        final List<Seen> seen = new ArrayList<>();
        final List<Simulated> simulated = new ArrayList<>();
        for (CycleObservation observation : due) {
            final Status placed = DayObservations.placed(observation, model.grid, model.filter.boundaryCells());
            if (placed == Status.OUTSIDE_DOMAIN)
                seen.add(new Seen(notSimulated(observation, placed), Optional.empty()));
            else simulated.add(simulate(hour, observation, placed, air, state));
        }
        update(
                hour,
                simulated.stream().filter(s -> s.status() == Status.ASSIMILATED).toList(),
                state);
        for (Simulated s : simulated) seen.add(new Seen(innovation(hour, s, state), Optional.of(s.weights())));
        return seen;
    }

    private static String simulated(CycleObservation observation) {
        return "the simulated XCO2 of " + observation.id();
    }

    private Simulated simulate(
            int hour, CycleObservation observation, Status placed, HourAir air, EnsembleState state) {
        final StateWeights weights =
                operator.at(observation.operator(), observation.latitude(), observation.longitude(), air);
        final double[] values = new double[lanes.used()];
        weights.apply(state.co2(), lanes.stride(), lanes.used(), values, 0);
        final double mean = lanes.mean(values, 0);
        final double spread = lanes.spread(inflated(values), 0);
        // what is only held against the analysis must not stop it
        if (!observation.isForValidation()) guard.spread(hour, simulated(observation), spread);
        final boolean gated =
                placed == Status.ASSIMILATED && !gate.passes(observation.ppm() - mean, spread, observation.errorPpm());
        return new Simulated(observation, gated ? Status.GATED : placed, weights, values, mean, spread);
    }

    /// The members' simulated values as the filter takes them: what inflation adds is added, so that none keeps the
    /// bits.
    private double[] inflated(double[] values) {
        final double[] anomalies = new double[lanes.members()];
        final double mean = lanes.mean(values, 0);
        for (int n = 0; n < anomalies.length; n++) anomalies[n] = values[n] - mean;
        final double[] inflated = anomalies.clone();
        model.inflation.beforeUpdate(inflated, 0, inflated.length);
        for (int n = 0; n < inflated.length; n++) inflated[n] = values[n] + (inflated[n] - anomalies[n]);
        return inflated;
    }

    private void update(int hour, List<Simulated> assimilated, EnsembleState state) {
        if (assimilated.isEmpty()) return;
        final int members = lanes.members();
        final double[] values = new double[assimilated.size() * members];
        final List<CycleObservation> taken =
                assimilated.stream().map(Simulated::observation).toList();
        final double[] variances = errors.variances(taken);
        final List<Observation> observations = new ArrayList<>();
        for (int o = 0; o < assimilated.size(); o++) {
            final Simulated s = assimilated.get(o);
            System.arraycopy(s.before(), 0, values, o * members, members);
            observations.add(new Observation(
                    s.observation().id(),
                    s.observation().latitude(),
                    s.observation().longitude(),
                    s.observation().ppm(),
                    variances[o]));
        }
        final DayShares.Hour taught = shares.hour(taken);
        final SerialEnsrf.Analysis analysis = ensrf.analyse(
                observations,
                values,
                new StateBlock.Floats(state.co2(), model.levels.nz(), lanes.stride()),
                new StateBlock.Floats(
                        state.fluxRows(),
                        model.fluxForecast.rows(),
                        lanes.stride(),
                        fluxLocalization,
                        Optional.of(taught)));
        taught.end();
        guard.columns(hour, analysis.columns(), model.grid);
    }

    private Innovation innovation(int hour, Simulated s, EnsembleState state) {
        final double[] after = new double[lanes.used()];
        s.weights().apply(state.co2(), lanes.stride(), lanes.used(), after, 0);
        if (!s.observation().isForValidation()) {
            guard.increment(hour, simulated(s.observation()), lanes.mean(after, 0) - s.mean());
            guard.spread(hour, simulated(s.observation()), lanes.spread(after, 0));
        }
        return new Innovation(
                identity,
                seen(s.observation(), s.observation().errorPpm()),
                new Innovation.Simulated(s.mean(), lanes.mean(after, 0)),
                s.status(),
                new Innovation.Filter(s.spread(), s.before()[lanes.control()], Double.NaN, rank(s), FluxShares.NONE));
    }

    /// What can be said of an observation that the model has no place or time for.
    Innovation notSimulated(CycleObservation observation, Status status) {
        return new Innovation(
                identity,
                seen(observation, observation.statedErrorPpm()),
                Innovation.Simulated.NONE,
                status,
                Innovation.Filter.NONE);
    }

    private static Innovation.Observation seen(CycleObservation observation, double errorPpm) {
        return new Innovation.Observation(
                observation.sensor(),
                observation.source(),
                observation.id(),
                observation.mode(),
                new Innovation.Position(observation.time(), observation.latitude(), observation.longitude()),
                observation.ppm(),
                errorPpm,
                observation.soundings(),
                observation.standIns());
    }

    /// How many members, each with a draw of the observation's error, lie below the observation. The draws follow from
    /// the observation's id, so that a replay ranks the same.
    private int rank(Simulated s) {
        final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom")
                .create(s.observation().id().hashCode());
        final double[] members = inflated(s.before());
        int below = 0;
        for (int n = 0; n < lanes.members(); n++)
            if (members[n] + s.observation().errorPpm() * random.nextGaussian()
                    < s.observation().ppm()) below++;
        return below;
    }
}
