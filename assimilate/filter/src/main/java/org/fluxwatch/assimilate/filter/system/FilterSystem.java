package org.fluxwatch.assimilate.filter.system;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.filter.cycle.DayCycle;
import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetch;
import org.fluxwatch.assimilate.inputs.station.StationFiles;
import org.fluxwatch.assimilate.model.Drivers;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.assimilate.stream.port.InputsMissingException;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.AssimilateSettings;
import org.fluxwatch.contract.settings.DomainSettings;

/// The ensemble square-root filter of one domain, with its inputs and stations.
public final class FilterSystem implements DaySystem<FilterState> {
    private final Drivers drivers;
    private final DomainModel model;
    private final StationFiles stations;
    private final FilterStateFormat format;

    private FilterSystem(Drivers drivers, DomainModel model, StationFiles stations) {
        this.drivers = drivers;
        this.model = model;
        this.stations = stations;
        format = FilterStateFormat.of(model.grid(), model.levels(), model.lanes(), model.fluxForecast());
    }

    /// @param fetch gets meteorology that is not there
    /// @throws InputsMissingException when an input cannot be used
    public static FilterSystem of(
            String domain,
            DomainSettings domainSettings,
            AssimilateSettings settings,
            Optional<MeteorologyFetch> fetch,
            NumericsPool pool) {
        try {
            final Drivers drivers = ModelInputs.of(domainSettings, fetch, pool);
            final DomainModel model = new DomainModel(domain, domainSettings, settings, drivers, pool);
            return new FilterSystem(
                    drivers,
                    model,
                    StationFiles.of(
                            domainSettings.inputs().stations(),
                            model.grid(),
                            settings.filter().boundaryCells()));
        } catch (InputException e) {
            throw missing(e);
        }
    }

    private static InputsMissingException missing(InputException e) {
        return new InputsMissingException(List.of(e.getMessage()));
    }

    @Override
    public FilterStateFormat format() {
        return format;
    }

    @Override
    public List<String> missing(LocalDate day) {
        try {
            final List<String> missing = new ArrayList<>(drivers.missing(day));
            model.corrects(day)
                    .ifPresent(past -> missing.addAll(drivers.prior()
                            .missing(
                                    past.atStartOfDay(ZoneOffset.UTC).toInstant(),
                                    past.plusDays(1)
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .toInstant())));
            return missing;
        } catch (InputException e) {
            return List.of(e.getMessage());
        }
    }

    @Override
    public FilterState firstState(LocalDate day) {
        try {
            return new FilterState(model.initialState(day));
        } catch (InputException e) {
            throw missing(e);
        }
    }

    @Override
    public FilterDay begin(FilterState state, DayInput input) {
        try {
            return new FilterDay(
                    model,
                    input,
                    new DayCycle(
                            model,
                            state.ensemble(),
                            input.revision(),
                            input.observations(),
                            stations.day(input.day(), _ -> true)));
        } catch (InputException e) {
            throw missing(e);
        }
    }

    @Override
    public int lagDays() {
        return model.fluxForecast().lagDays();
    }
}
