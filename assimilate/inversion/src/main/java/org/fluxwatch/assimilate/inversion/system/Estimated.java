package org.fluxwatch.assimilate.inversion.system;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.inversion.cells.FluxCells;
import org.fluxwatch.assimilate.inversion.cells.PriorMonth;
import org.fluxwatch.assimilate.inversion.cells.RegionAverages;
import org.fluxwatch.assimilate.inversion.solve.CellCorrelation;
import org.fluxwatch.assimilate.inversion.solve.IncrementShape;
import org.fluxwatch.assimilate.inversion.solve.MonthShape;
import org.fluxwatch.assimilate.inversion.solve.PriorError;
import org.fluxwatch.assimilate.inversion.solve.StateLayout;
import org.fluxwatch.assimilate.model.LastUsed;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InversionSettings;
import org.fluxwatch.contract.settings.InversionSettings.BackgroundKind;
import org.fluxwatch.contract.settings.InversionSettings.BackgroundSettings;

/// What is estimated in a domain, and from which priors: all of its inversion that needs neither winds nor
/// observations. Not for several threads.
public final class Estimated {
    /// The prior of a domain, among those that rows are held against.
    public static final String OWN_PRIOR = "A";

    private static final int MONTHS_KEPT = 3;

    private final LocalDate start;
    private final InversionSettings settings;
    private final FluxCells cells;
    private final RegionAverages regions;
    private final StateLayout layout;
    private final CellCorrelation correlation;
    private final SortedMap<String, PriorFlux> priors = new TreeMap<>();
    private final LastUsed<PriorKey, PriorMonth> months;
    private final LastUsed<PriorKey, MonthShape> shapes;

    private record PriorKey(String prior, YearMonth month) {}

    /// @throws InputException when an input cannot be used, or settings do not fit it
    public static Estimated of(DomainSettings domain, InversionSettings settings, NumericsPool pool) {
        return new Estimated(
                domain,
                settings,
                ModelInputs.prior(domain.modelGrid(), domain.inputs().prior()),
                ModelInputs.regions(domain.inputs()),
                pool);
    }

    /// @param own prior of the domain
    /// @param regions those known, which the domain may cover or not
    Estimated(
            DomainSettings domain, InversionSettings settings, PriorFlux own, List<Region> regions, NumericsPool pool) {
        this.settings = settings;
        start = domain.start();
        cells = Optimised.cells(domain, settings);
        this.regions = new RegionAverages(cells, regions);
        layout = layout(cells, settings);
        final double lengthKm = settings.priorError().correlationKm();
        correlation = lengthKm > 0
                ? CellCorrelation.exponential(layout, cells.latitudes(), cells.longitudes(), lengthKm, pool)
                : CellCorrelation.none(layout);
        final Grid grid = domain.modelGrid();
        priors.put(OWN_PRIOR, own);
        domain.inputs().otherPriors().forEach((name, prior) -> priors.put(name, ModelInputs.prior(grid, prior)));
        months = new LastUsed<>(MONTHS_KEPT * priors.size());
        shapes = new LastUsed<>(MONTHS_KEPT * priors.size());
    }

    static StateLayout layout(FluxCells cells, InversionSettings settings) {
        return new StateLayout(cells.count(), shape(settings).parts(), settings.backgroundOffsetPpm() > 0 ? 1 : 0);
    }

    private static IncrementShape shape(InversionSettings settings) {
        return switch (settings.increment()) {
            case FLAT -> IncrementShape.FLAT;
            case DAY_NIGHT -> IncrementShape.DAY_NIGHT;
            case UPTAKE_RELEASE -> IncrementShape.UPTAKE_RELEASE;
        };
    }

    public LocalDate start() {
        return start;
    }

    public InversionSettings settings() {
        return settings;
    }

    public FluxCells cells() {
        return cells;
    }

    public RegionAverages regions() {
        return regions;
    }

    public StateLayout layout() {
        return layout;
    }

    public CellCorrelation correlation() {
        return correlation;
    }

    /// Names of the priors that rows are held against.
    public Set<String> priors() {
        return Collections.unmodifiableSet(priors.keySet());
    }

    PriorFlux flux(String name) {
        final PriorFlux flux = priors.get(name);
        if (flux == null) throw new IllegalArgumentException("there is no prior " + name);
        return flux;
    }

    /// All priors, whose inputs must be there.
    Iterable<PriorFlux> fluxes() {
        return Collections.unmodifiableCollection(priors.values());
    }

    /// A month of a prior. Before the domain's first month there is none.
    ///
    /// @throws InputException when an hour of it cannot be given
    public PriorMonth prior(String name, YearMonth month) {
        return months.of(
                new PriorKey(name, month),
                _ -> month.isBefore(YearMonth.from(start))
                        ? PriorMonth.none(cells, month)
                        : PriorMonth.of(flux(name), cells, month));
    }

    /// The shape of a month's increment, which goes with the domain's own prior, and what a prior has of each part.
    public MonthShape shape(String prior, YearMonth month) {
        final MonthShape own = ownShape(month);
        return prior.equals(OWN_PRIOR)
                ? own
                : shapes.of(new PriorKey(prior, month), _ -> own.withPrior(shapeOf(prior, month)));
    }

    MonthShape ownShape(YearMonth month) {
        return shapes.of(new PriorKey(OWN_PRIOR, month), _ -> shapeOf(OWN_PRIOR, month));
    }

    private MonthShape shapeOf(String prior, YearMonth month) {
        return shape(settings).in(month, prior(prior, month).net(), cells.latitudes(), cells.longitudes());
    }

    /// How wrong priors may be.
    ///
    /// @param share standard deviation of a cell's flux as a part of its size
    public PriorError priorError(double share) {
        return new PriorError(share, settings.priorError().floor(), settings.backgroundOffsetPpm());
    }

    PriorError priorError() {
        return priorError(settings.priorError().share());
    }

    public BackgroundSettings background(String name) {
        final BackgroundSettings background = settings.backgrounds().get(name);
        if (background == null) throw new IllegalArgumentException("there is no background " + name);
        return background;
    }

    /// Days that estimates come later than their observations.
    int lagDays() {
        return background(settings.background()).kind() == BackgroundKind.MODEL
                ? 0
                : Windows.rule(settings).daysAfter();
    }
}
