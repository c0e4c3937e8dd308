package org.fluxwatch.assimilate.inversion.system;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetch;
import org.fluxwatch.assimilate.inversion.background.LaneRing;
import org.fluxwatch.assimilate.inversion.background.LaneRing.LaneBackground;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.cells.RegionAverages;
import org.fluxwatch.assimilate.inversion.particles.ParticleRows;
import org.fluxwatch.assimilate.inversion.retro.RetroRows;
import org.fluxwatch.assimilate.inversion.ring.HourRing;
import org.fluxwatch.assimilate.inversion.solve.RowSums;
import org.fluxwatch.assimilate.inversion.solve.StateLayout;
import org.fluxwatch.assimilate.model.Drivers;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.LastUsed;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.operator.ObservationError;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InputSettings.BoundarySettings;
import org.fluxwatch.contract.settings.InversionSettings;
import org.fluxwatch.contract.settings.InversionSettings.BackgroundKind;
import org.fluxwatch.contract.settings.InversionSettings.RowSettings;

/// What does not change from day to day in a domain's inversion.
final class InversionModel {
    /// Of a slice. Particles of one row leave the domain ten times as soon as those of another: counted in steps of 60
    /// rows, two threads do 1.74 times the work of one with two rows a thread, 1.93 times with eight.
    private static final int ROWS_A_THREAD = 8;

    private final String domain;
    private final Estimated estimated;
    private final InversionSettings settings;
    private final Drivers drivers;
    private final Set<StandIn> invented;
    private final LaneRing ring;
    private final RowSource source;
    private final NumericsPool pool;
    private final LastUsed<YearMonth, RowSums> sums = new LastUsed<>(1);

    /// @param folder of what is kept between runs to save time
    /// @throws InputException when an input cannot be used, or settings do not fit it
    InversionModel(
            String domain,
            DomainSettings domainSettings,
            InversionSettings settings,
            Path folder,
            Optional<MeteorologyFetch> fetch,
            NumericsPool pool) {
        this.domain = domain;
        this.settings = settings;
        this.pool = pool;
        drivers = ModelInputs.of(domainSettings, fetch, pool);
        invented = domainSettings.inputs().invented();
        final Grid grid = domainSettings.modelGrid();
        final SigmaLevels levels = domainSettings.modelLevels();
        estimated = new Estimated(domainSettings, settings, drivers.prior(), drivers.regions(), pool);
        ring = new LaneRing(
                grid,
                levels,
                drivers.meteorology(),
                lanes(domainSettings),
                settings.rows().horizonDays(),
                pool);
        source = source(grid, levels, folder, domainSettings);
    }

    private List<LaneBackground> lanes(DomainSettings domainSettings) {
        final Map<String, GlobalCo2> boundaries = new TreeMap<>(Map.of("", drivers.boundary()));
        final List<LaneBackground> lanes = new ArrayList<>();
        settings.backgrounds().forEach((name, background) -> {
            if (background.kind() != BackgroundKind.MODEL) return;
            lanes.add(new LaneBackground(
                    name,
                    boundaries.computeIfAbsent(background.boundary(), other -> boundary(domainSettings, other)),
                    background.scaled(),
                    background.prior().isEmpty() ? drivers.prior() : otherPrior(domainSettings, background.prior()),
                    (background.maskDegrees() == 0
                                    ? cells()
                                    : Optimised.cells(domainSettings, settings, background.maskDegrees()))
                            .outsideShare()));
        });
        return lanes;
    }

    private PriorFlux otherPrior(DomainSettings domain, String name) {
        final Set<String> known = domain.inputs().otherPriors().keySet();
        if (!known.contains(name)) throw noSuch(name, "other-priors", known);
        return estimated.flux(name);
    }

    private static GlobalCo2 boundary(DomainSettings domain, String name) {
        final BoundarySettings other = domain.inputs().otherBoundaries().get(name);
        if (other == null)
            throw noSuch(
                    name, "other-boundaries", domain.inputs().otherBoundaries().keySet());
        return ModelInputs.boundary(domain.modelGrid(), other);
    }

    private static InputException noSuch(String name, String what, Set<String> known) {
        return new InputException("assimilate.inversion.backgrounds: a background names '" + name
                + "', expected one of domains.*.inputs." + what + ": " + known);
    }

    private RowSource source(Grid grid, SigmaLevels levels, Path folder, DomainSettings domainSettings) {
        final RowSettings rows = settings.rows();
        final int days = rows.horizonDays() + 1;
        return switch (rows.kind()) {
            case PARTICLES ->
                new ParticleSource(
                        drivers.meteorology(),
                        new HourRing(
                                folder.resolve(domain + ".hours"),
                                grid,
                                levels,
                                days,
                                domainSettings.inputs().meteorology().toString(),
                                pool),
                        new ParticleRows(grid, levels, rows.particles(), 24 * days, rows.seed(), pool),
                        cells(),
                        ROWS_A_THREAD * pool.threads(),
                        rows.particles() + " particles an observation, backwards in the domain's winds");
            case RETRO ->
                new RetroSource(
                        drivers.meteorology(), new RetroRows(grid, levels, drivers.meteorology(), pool), cells());
            case FILES -> new FileSource(rows.folder(), rows.files(), cells(), Duration.ofDays(days));
        };
    }

    String domain() {
        return domain;
    }

    InversionSettings settings() {
        return settings;
    }

    Set<StandIn> invented() {
        return invented;
    }

    Estimated estimated() {
        return estimated;
    }

    FluxCells cells() {
        return estimated.cells();
    }

    RegionAverages regions() {
        return estimated.regions();
    }

    StateLayout layout() {
        return estimated.layout();
    }

    LaneRing ring() {
        return ring;
    }

    RowSource source() {
        return source;
    }

    NumericsPool pool() {
        return pool;
    }

    LocalDate start() {
        return estimated.start();
    }

    ObservationError observationError() {
        return new ObservationError(settings.errorCorrelation(), settings.representationErrorPpm());
    }

    /// Sums rows of a month's observations to the columns of two months; made anew when the month turns.
    RowSums sums(YearMonth month) {
        return sums.of(month, _ -> {
            final int[] places = new int[cells().count()];
            Arrays.setAll(places, place -> place);
            return new RowSums(layout(), estimated.ownShape(month.minusMonths(1)), estimated.ownShape(month), places);
        });
    }

    /// The day whose first midnight rows of a day's observations reach back to.
    LocalDate opened(LocalDate day) {
        final LocalDate opened = day.minusDays(settings.rows().horizonDays());
        return opened.isBefore(start()) ? start() : opened;
    }

    static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// What is not there that a day needs, a line each.
    List<String> missing(LocalDate day) {
        final Set<String> missing = new LinkedHashSet<>(ring.missing(day));
        final Instant begin = midnight(day.withDayOfMonth(1));
        final Instant last = midnight(day.withDayOfMonth(1).plusMonths(1)).minusSeconds(3600);
        for (PriorFlux prior : estimated.fluxes()) missing.addAll(prior.missing(begin, last));
        missing.addAll(source.missing(midnight(opened(day)), midnight(day.plusDays(1))));
        return List.copyOf(missing);
    }

    /// What drove the model and made the rows, in a line each, by kind.
    Map<String, String> inputs(LocalDate day) {
        final Map<String, String> inputs = drivers.descriptions(day);
        inputs.put("rows", source.description());
        return inputs;
    }
}
