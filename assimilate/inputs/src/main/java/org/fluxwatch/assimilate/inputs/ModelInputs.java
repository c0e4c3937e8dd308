package org.fluxwatch.assimilate.inputs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.co2.CamsCo2;
import org.fluxwatch.assimilate.inputs.co2.CarbonTrackerCo2;
import org.fluxwatch.assimilate.inputs.co2.FileCo2;
import org.fluxwatch.assimilate.inputs.co2.GeosChemCo2;
import org.fluxwatch.assimilate.inputs.flux.FilePriorFlux;
import org.fluxwatch.assimilate.inputs.meteorology.Era5;
import org.fluxwatch.assimilate.inputs.meteorology.Mcip;
import org.fluxwatch.assimilate.inputs.meteorology.Merra2;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetch;
import org.fluxwatch.assimilate.inputs.meteorology.Wrf;
import org.fluxwatch.assimilate.model.Drivers;
import org.fluxwatch.assimilate.model.GlobalCo2;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.region.Region;
import org.fluxwatch.contract.region.Regions;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InputSettings;
import org.fluxwatch.contract.settings.InputSettings.BoundarySettings;
import org.fluxwatch.contract.settings.InputSettings.MeteorologySettings;
import org.fluxwatch.contract.settings.InputSettings.PriorSettings;

/// What drives the model of one domain, as settings choose it.
public final class ModelInputs {
    private ModelInputs() {}

    /// What is there; none is fetched.
    ///
    /// @param pool helps to read
    public static Drivers of(Grid grid, SigmaLevels levels, InputSettings settings, NumericsPool pool) {
        return of(grid, levels, settings, Optional.empty(), pool);
    }

    /// What is there of a domain's; none is fetched.
    ///
    /// @param pool helps to read
    public static Drivers of(DomainSettings domain, NumericsPool pool) {
        return of(domain, Optional.empty(), pool);
    }

    /// @param fetch gets meteorology that is not there
    /// @param pool helps to read
    public static Drivers of(DomainSettings domain, Optional<MeteorologyFetch> fetch, NumericsPool pool) {
        return of(domain.modelGrid(), domain.modelLevels(), domain.inputs(), fetch, pool);
    }

    /// A domain's winds alone, for what needs neither fluxes nor inflow.
    ///
    /// @param fetch gets those that are not there
    /// @param pool helps to read
    public static Meteorology meteorology(DomainSettings domain, Optional<MeteorologyFetch> fetch, NumericsPool pool) {
        return meteorology(
                domain.modelGrid(), domain.modelLevels(), domain.inputs().meteorology(), fetch, pool);
    }

    private static Drivers of(
            Grid grid,
            SigmaLevels levels,
            InputSettings settings,
            Optional<MeteorologyFetch> fetch,
            NumericsPool pool) {
        return new Drivers(
                meteorology(grid, levels, settings.meteorology(), fetch, pool),
                prior(grid, settings.prior()),
                boundary(grid, settings.boundary()),
                regions(settings));
    }

    static Meteorology meteorology(
            Grid grid,
            SigmaLevels levels,
            MeteorologySettings settings,
            Optional<MeteorologyFetch> fetch,
            NumericsPool pool) {
        return switch (settings.kind()) {
            case UNSET -> throw unset("meteorology");
            case SYNTHETIC -> new SyntheticMeteorology(grid, levels, settings.seed(), pool);
            case MERRA2 -> new FileMeteorology(new Merra2(grid, levels, settings, fetch, pool));
            case ERA5 -> new FileMeteorology(new Era5(grid, levels, settings, pool));
            case MCIP -> new FileMeteorology(new Mcip(grid, levels, settings.folder(), settings.files()));
            case WRF -> new FileMeteorology(new Wrf(grid, levels, settings.folder(), settings.files()));
        };
    }

    public static PriorFlux prior(Grid grid, PriorSettings settings) {
        return switch (settings.kind()) {
            case UNSET -> throw unset("prior");
            case SYNTHETIC -> new SyntheticPriorFlux(grid, settings.seed());
            case FILES -> new FilePriorFlux(grid, settings);
        };
    }

    public static GlobalCo2 boundary(Grid grid, BoundarySettings settings) {
        return switch (settings.kind()) {
            case UNSET -> throw unset("boundary");
            case SYNTHETIC -> new SyntheticCo2(settings.seed());
            case CARBONTRACKER -> new FileCo2(new CarbonTrackerCo2(), grid, settings);
            case GEOS_CHEM -> new FileCo2(new GeosChemCo2(), grid, settings);
            case CAMS -> new FileCo2(new CamsCo2(), grid, settings);
        };
    }

    private static InputException unset(String driver) {
        return new InputException("domains.*.inputs." + driver + ".kind is 'unset', expected a choice");
    }

    /// Those of the settings, which a domain may cover or not; without any, JDAS's.
    public static List<Region> regions(InputSettings settings) {
        final String file = settings.regions();
        try {
            return file.isEmpty() ? Regions.jdas() : Regions.read(Path.of(file));
        } catch (IllegalArgumentException e) {
            throw new InputException("domains.*.inputs.regions: " + e.getMessage(), e);
        }
    }
}
