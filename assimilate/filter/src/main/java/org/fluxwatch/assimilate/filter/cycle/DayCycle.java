package org.fluxwatch.assimilate.filter.cycle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.forecast.FluxForecast;
import org.fluxwatch.assimilate.filter.forecast.FluxScaling;
import org.fluxwatch.assimilate.filter.verify.DayVerdict;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.operator.DayStations;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.assimilate.model.transport.HourAir;
import org.fluxwatch.assimilate.model.transport.MassLedger;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Superobservation;

/// One day of one domain, to be run hour by hour. It works on a copy of the state: a day that is not finished has
/// changed nothing.
///
/// In an hour: the flux forecast, transport of all lanes, observations simulated at the hour's end, gate,
/// EnSRF. At the end of the day: FC ([ForecastLane]).
public final class DayCycle {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Comparator<Innovation> ORDER = Comparator.comparing((Innovation innovation) ->
                    innovation.observation().position().time())
            .thenComparing(innovation -> innovation.observation().id());

    private final DomainModel model;
    private final EnsembleState state;
    private final LocalDate day;
    private final AnalysisIdentity identity;
    private final DayStations stations;
    private final DayObservations observations;
    private final DivergenceGuard guard;
    private final HourAnalysis analysis;
    private final DayFields fields;
    private final List<Innovation> innovations = new ArrayList<>();
    private final List<PriorFlux.Fields> priors = new ArrayList<>();
    private final FluxForecast.Day fluxes;
    private final DayShares shares;
    private final float[] flux;
    private final float[] inflow;
    private final MassLedger control;
    private final ForecastLane forecast;
    private Meteorology.Fields begin;
    private int hour;
    private boolean ended;

    /// @param state at the day's first midnight; not changed
    /// @param revision of the analysis, goes into its records
    /// @param observations the day's by satellites, in any order
    public DayCycle(
            DomainModel model,
            EnsembleState state,
            int revision,
            List<Superobservation> observations,
            DayStations stations) {
        this.model = model;
        this.state = state.copy();
        this.day = state.nextDay();
        this.stations = stations;
        final List<CycleObservation> all = new ArrayList<>();
        for (Superobservation observation : observations) all.add(CycleObservation.of(observation, model.filter));
        for (StationObservation station : stations.observations())
            all.add(CycleObservation.of(station, model.stationSettings));
        this.observations = new DayObservations(day, all);
        this.guard = new DivergenceGuard(day, model.filter.stopIncrementPpm(), model.filter.stopSpreadPpm());
        this.identity = new AnalysisIdentity(model.domain, AssimilationSystem.FILTER, day, revision);
        this.fields = new DayFields(identity, model.grid, model.levels, model.lanes, model.pool);
        flux = new float[model.grid.cells() * model.lanes.stride()];
        inflow = model.inflow.allocate();
        begin = model.meteorology.at(midnight());
        model.transportNoise.displace(this.state, day);
        control = new MassLedger(model.transport, model.lanes.control(), this.state.co2(), begin.surfacePressurePa());
        forecast = new ForecastLane(model, this.state);
        fluxes = model.fluxForecast.beginDay(this.state, day);
        shares = new DayShares(model.fluxForecast, fluxes, model.cellRegions);
        analysis = new HourAnalysis(model, identity, guard, shares);
        for (CycleObservation observation : this.observations.outsideDay())
            innovations.add(analysis.notSimulated(observation, Innovation.Status.OUTSIDE_DAY));
    }

    private Instant midnight() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public LocalDate day() {
        return day;
    }

    /// Hours done, 0 to 24.
    public int hour() {
        return hour;
    }

    public boolean finished() {
        return hour == 24;
    }

    /// Runs the next hour.
    public void runHour() {
        final Instant now = midnight().plus(HOUR.multipliedBy(hour));
        final PriorFlux.Fields prior = model.prior.at(now);
        priors.add(prior);
        final Meteorology.Fields end = model.meteorology.at(now.plus(HOUR));
        fluxes.fluxes(hour, prior, flux);
        model.inflow.at(now.plus(HOUR.dividedBy(2)), end.surfacePressurePa(), inflow);
        model.transport.advanceHour(begin, end, state.co2(), flux, inflow);
        control.enterHour(flux);
        final List<CycleObservation> due = observations.ofHour(hour);
        final boolean mayUpdate = !due.stream().allMatch(CycleObservation::isForValidation);
        if (mayUpdate) fields.beforeUpdate(state.co2());
        forecast.note(
                begin,
                end,
                prior,
                inflow,
                due.isEmpty() ? List.of() : analysis.analyse(hour, due, new HourAir(model.levels, end), state));
        if (mayUpdate) fields.afterUpdate(state.co2());
        fluxes.hourAnalysed(hour, prior);
        fields.hour(state.co2(), end.surfacePressurePa(), prior.fossil(), prior.fire());
        begin = end;
        hour++;
    }

    /// What the day yields; all 24 hours must have run.
    ///
    /// @throws org.fluxwatch.assimilate.filter.forecast.FilterDivergedException where a map holds what is no number
    public DayResult result() {
        if (!finished()) throw new IllegalStateException("day " + day + " has run " + hour + " of 24 hours");
        final float[] background = fluxes.background();
        final float[] analysed = fluxes.analysis();
        final DayPrior prior = model.prior(day, priors);
        if (!ended) end(prior);
        final Optional<float[]> ocean = fluxes.scaling().flatMap(scaling -> ocean(prior, scaling));
        final List<AnalysisField> maps = fields.fields(background, analysed, prior.ocean(), ocean, innovations);
        guard.fields(maps);
        return new DayResult(
                state.withNextDay(day.plusDays(1)),
                innovations.stream().map(shares::with).toList(),
                maps,
                new DayDetails(identity, model.lanes)
                        .of(prior, h -> fluxes.hour(h, prior.hours().get(h)), analysed),
                DayVerdict.of(innovations, model.lanes.members()),
                model.regions.of(model.lanes, background, analysed, fields.fossil(), fields.fire()),
                smoothed(),
                inputs(),
                stations.faults(),
                control.budget(state.co2(), begin.surfacePressurePa()));
    }

    private void end(DayPrior prior) {
        shares.end();
        forecast.run(h -> fluxes.hour(h, prior.hours().get(h)).mean(), fields, innovations);
        forecast.store(state);
        innovations.sort(ORDER);
        ended = true;
    }

    private Map<String, String> inputs() {
        final Map<String, String> inputs = new TreeMap<>(model.inputs(day));
        stations.description().ifPresent(description -> inputs.put("stations", description));
        return inputs;
    }

    private Optional<SmoothedDay> smoothed() {
        return model.corrects(day).map(this::smoothed);
    }

    private SmoothedDay smoothed(LocalDate past) {
        final float[] flux = model.fluxForecast.smoothedDay(state);
        final FluxScaling scaling = model.fluxForecast.smoothedScaling(state);
        final DayPrior prior = model.prior(past);
        return new SmoothedDay(
                past,
                fields.mean(flux),
                fields.spread(flux),
                ocean(prior, scaling),
                model.regions.of(model.lanes, flux, flux, fields.fossil(), fields.fire()),
                new DayDetails(
                                new AnalysisIdentity(identity.domain(), identity.system(), past, identity.revision()),
                                model.lanes)
                        .of(prior, h -> scaling.of(prior.hours().get(h)), flux));
    }

    /// The ocean's part of the analysed mean of a day, where the prior has it apart.
    private static Optional<float[]> ocean(DayPrior prior, FluxScaling scaling) {
        return prior.ocean().map(ocean -> scaling.of(ocean).mean());
    }
}
