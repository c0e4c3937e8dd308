package org.fluxwatch.assimilate.filter.cycle;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxwatch.assimilate.filter.ensemble.Co2Noise;
import org.fluxwatch.assimilate.filter.ensemble.CorrelatedNoise;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.InflowEnsemble;
import org.fluxwatch.assimilate.filter.ensemble.InitialEnsemble;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.ensemble.TransportNoise;
import org.fluxwatch.assimilate.filter.ensrf.Inflation;
import org.fluxwatch.assimilate.filter.ensrf.UpdateMethod;
import org.fluxwatch.assimilate.filter.forecast.FluxForecast;
import org.fluxwatch.assimilate.filter.verify.RegionFluxes;
import org.fluxwatch.assimilate.model.Drivers;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.LastUsed;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.model.region.CellRegions;
import org.fluxwatch.assimilate.model.region.RegionTotals;
import org.fluxwatch.assimilate.model.transport.TransportModel;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.settings.AssimilateSettings;
import org.fluxwatch.contract.settings.AssimilateSettings.EnsembleSettings;
import org.fluxwatch.contract.settings.AssimilateSettings.FilterSettings;
import org.fluxwatch.contract.settings.AssimilateSettings.InflationSettings;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InputSettings.StationSettings;

/// One domain's model and filter: everything that stays the same from day to day.
public final class DomainModel {
    final String domain;
    final LocalDate start;
    final Grid grid;
    final SigmaLevels levels;
    final Lanes lanes;
    final FilterSettings filter;
    final Inflation inflation;
    final UpdateMethod update;
    final Meteorology meteorology;
    final PriorFlux prior;
    final FluxForecast fluxForecast;
    final InflowEnsemble inflow;
    final TransportNoise transportNoise;
    final TransportModel transport;
    final TransportModel transportOfOneLane;
    final NumericsPool pool;
    final RegionFluxes regions;
    final CellRegions cellRegions;
    final StationSettings stationSettings;
    private final LastUsed<LocalDate, DayPrior> priors;
    private final Drivers drivers;
    private final Set<StandIn> invented;
    private final GlobalCo2 global;
    private final EnsembleSettings ensemble;
    private final CorrelatedNoise correlatedNoise;

    public DomainModel(
            String domain,
            DomainSettings domainSettings,
            AssimilateSettings settings,
            Drivers drivers,
            NumericsPool pool) {
        this.domain = domain;
        this.start = domainSettings.start();
        this.pool = pool;
        grid = domainSettings.modelGrid();
        levels = domainSettings.modelLevels();
        ensemble = settings.ensemble();
        filter = settings.filter();
        inflation = inflation(filter.inflation());
        update = switch (filter.update()) {
            case ENSRF -> new UpdateMethod.SquareRoot();
            case PERTURBED_OBSERVATIONS -> new UpdateMethod.PerturbedObservations(ensemble.seed());
        };
        lanes = new Lanes(ensemble.members());
        this.drivers = drivers;
        invented = domainSettings.inputs().invented();
        meteorology = drivers.meteorology();
        prior = drivers.prior();
        global = drivers.boundary();
        fluxForecast = FluxForecasts.of(grid, levels, settings, pool);
        correlatedNoise = new CorrelatedNoise(grid, ensemble.correlationKm());
        inflow = new InflowEnsemble(
                grid, levels, lanes, global, co2Noise(ensemble.boundarySdPpm()), ensemble.seed(), pool);
        transportNoise = new TransportNoise(
                grid, levels.nz(), lanes.members(), correlatedNoise, ensemble.displacementKm(), ensemble.seed(), pool);
        transport = new TransportModel(grid, levels, lanes.stride(), pool);
        transportOfOneLane = new TransportModel(grid, levels, TransportModel.LEAST_LANES, pool);
        regions = new RegionFluxes(new RegionTotals(grid, drivers.regions()));
        cellRegions = regions.ofCells(grid.cells());
        stationSettings = domainSettings.inputs().stations();
        priors = new LastUsed<>(fluxForecast.lagDays() + 1);
    }

    private static Inflation inflation(InflationSettings inflation) {
        return switch (inflation.kind()) {
            case NONE -> new Inflation.None();
            case MULTIPLICATIVE -> new Inflation.Multiplicative(inflation.factor());
            case RTPS -> new Inflation.Rtps(inflation.alpha());
            case RTPP -> new Inflation.Rtpp(inflation.alpha());
        };
    }

    /// @param sdPpm of correlated noise, ppm
    private Co2Noise co2Noise(double sdPpm) {
        return switch (ensemble.noise()) {
            case CORRELATED -> new Co2Noise.Correlated(correlatedNoise, sdPpm);
            case JDAS -> new Co2Noise.Proportional(ensemble.jdasCo2Percent() / 100);
        };
    }

    /// A new ensemble at the first midnight of a day.
    public EnsembleState initialState(LocalDate day) {
        final EnsembleState state = new EnsembleState(
                lanes,
                day,
                new float[grid.cells() * levels.nz() * lanes.stride()],
                new float[grid.cells() * fluxForecast.rows() * lanes.stride()],
                new float[fluxForecast.memoryLength()]);
        InitialEnsemble.fill(
                state,
                grid,
                levels,
                meteorology.at(day.atStartOfDay(ZoneOffset.UTC).toInstant()).surfacePressurePa(),
                global,
                co2Noise(ensemble.initialSdPpm()),
                ensemble.seed(),
                day);
        fluxForecast.initialise(state, day);
        return state;
    }

    public String domain() {
        return domain;
    }

    /// The prior of a past day, read again where it is not kept.
    DayPrior prior(LocalDate day) {
        return priors.of(day, wanted -> DayPrior.of(prior, wanted));
    }

    /// Keeps the prior of a day as it has just been read.
    ///
    /// @param hours `[24]`
    DayPrior prior(LocalDate day, List<PriorFlux.Fields> hours) {
        final DayPrior read = DayPrior.of(hours);
        priors.put(day, read);
        return read;
    }

    /// The past day that a day corrects; empty without a smoother and in the first days.
    public Optional<LocalDate> corrects(LocalDate day) {
        final LocalDate past = day.minusDays(fluxForecast.lagDays());
        return past.equals(day) || past.isBefore(start) ? Optional.empty() : Optional.of(past);
    }

    /// Whether the ensemble is still finding its spread.
    public boolean isSpinUp(LocalDate day) {
        return day.isBefore(start.plusDays(filter.spinUpDays()));
    }

    public Grid grid() {
        return grid;
    }

    public SigmaLevels levels() {
        return levels;
    }

    public Lanes lanes() {
        return lanes;
    }

    public FluxForecast fluxForecast() {
        return fluxForecast;
    }

    /// What drives the model, by kind, for products.
    Map<String, String> inputs(LocalDate day) {
        final Map<String, String> described = drivers.descriptions(day);
        described.put("flux-forecast", fluxForecast.description());
        return described;
    }

    /// Drivers that are invented.
    public Set<StandIn> invented() {
        return invented;
    }
}
