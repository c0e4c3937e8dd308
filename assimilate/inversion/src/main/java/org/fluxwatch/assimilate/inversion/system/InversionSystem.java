package org.fluxwatch.assimilate.inversion.system;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetch;
import org.fluxwatch.assimilate.inputs.station.StationFiles;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.assimilate.stream.port.InputsMissingException;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.InversionSettings;

/// The analytical inversion of one domain. A day makes the backgrounds and rows of its observations, and the estimate
/// of its month as it stands with them.
/// ```
/// observations --> lanes: background --> rows --> kept days --> the month's system --> estimate
///                                                 two months      ^ the month closed last
/// ```
/// Stations go the same way up to the kept days; no estimate is made of them, but each is held against them.
public final class InversionSystem implements DaySystem<InversionState> {
    /// Least distance of stations from the domain's edge, cells. An observation near it is mostly what flows in, for
    /// lanes and rows alike: none is too near.
    public static final int BOUNDARY_CELLS = 0;

    private final InversionModel model;
    private final InversionStateFormat format;
    private final StationFiles stations;
    private final double stationErrorPpm;

    private InversionSystem(
            InversionModel model, InversionStateFormat format, StationFiles stations, double stationErrorPpm) {
        this.model = model;
        this.format = format;
        this.stations = stations;
        this.stationErrorPpm = stationErrorPpm;
    }

    /// @param folder of what is kept between runs to save time
    /// @param fetch gets meteorology that is not there
    /// @throws InputsMissingException when an input cannot be used
    public static InversionSystem of(
            String domain,
            DomainSettings domainSettings,
            InversionSettings settings,
            Path folder,
            Optional<MeteorologyFetch> fetch,
            NumericsPool pool) {
        try {
            return new InversionSystem(
                    new InversionModel(domain, domainSettings, settings, folder, fetch, pool),
                    InversionStateFormat.of(domainSettings, settings),
                    StationFiles.of(domainSettings.inputs().stations(), domainSettings.modelGrid(), BOUNDARY_CELLS),
                    domainSettings.inputs().stations().errorPpm());
        } catch (InputException e) {
            throw missing(e);
        }
    }

    static InputsMissingException missing(InputException e) {
        return new InputsMissingException(List.of(e.getMessage()));
    }

    public Estimated estimated() {
        return model.estimated();
    }

    @Override
    public StateFormat<InversionState> format() {
        return format;
    }

    @Override
    public List<String> missing(LocalDate day) {
        try {
            return model.missing(day);
        } catch (InputException e) {
            return List.of(e.getMessage());
        }
    }

    @Override
    public InversionState firstState(LocalDate day) {
        return new InversionState(model.ring().first(day), new TreeMap<>(), Optional.empty());
    }

    @Override
    public InversionDay begin(InversionState state, DayInput input) {
        try {
            return new InversionDay(
                    model, state, input, stations.day(input.day(), this::isOfItsHours), stationErrorPpm);
        } catch (InputException e) {
            throw missing(e);
        }
    }

    private boolean isOfItsHours(StationObservation observation) {
        return model.settings().stationHours().cover(observation.time(), observation.longitude());
    }

    /// A month's product changes with every day's, so none is corrected on its own.
    @Override
    public int lagDays() {
        return 0;
    }
}
