package org.fluxwatch.deploy.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.service.DomainSystems;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.assimilate.stream.port.DayInput;
import org.fluxwatch.assimilate.stream.port.InputsMissingException;
import org.fluxwatch.contract.ProgramVersion;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.publish.daily.Manifest;
import org.fluxwatch.publish.daily.ProductFolder;

/// Runs a day of the filter again without a sensor, from a state before it and the granules that its file rests on, as
/// [Reproduction] does with all of them. Nothing of a service is touched: all is in memory.
public final class DataDenial {
    private final Manifest manifest;
    private final Denied denied;
    private final List<Path> granuleFolders;
    private final Optional<DomainState> state;
    private final Path work;
    private final Consumer<String> told;

    /// What is left out.
    ///
    /// @param mode only observations in it; empty: all of the sensor
    /// @param since first day that lacks them
    public record Denied(Sensor sensor, Optional<ViewMode> mode, LocalDate since) {
        boolean takes(Superobservation observation) {
            return observation.sensor() == sensor
                    && mode.map(observation.mode()::equals).orElse(true);
        }
    }

    /// @param file of the day
    /// @param granuleFolders where Lite files are, and below
    /// @param state to go on from; without one from the domain's first day
    /// @param work a folder of its own in place of the service's data folder
    /// @param told of what goes on, a line each
    /// @throws org.fluxwatch.publish.daily.DamagedProductException when the file is no product
    public DataDenial(
            Path file,
            Denied denied,
            List<Path> granuleFolders,
            Optional<DomainState> state,
            Path work,
            Consumer<String> told)
            throws IOException {
        this.manifest = Manifest.read(file.toAbsolutePath());
        this.denied = denied;
        this.granuleFolders = List.copyOf(granuleFolders);
        this.state = state;
        this.work = work;
        this.told = told;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// @param leftOut how many observations
        /// @param regions natural fluxes of the day without them
        record Made(int leftOut, List<RegionFlux> regions) implements Outcome {}

        /// @param what is missing, a line each
        record Missing(List<String> what) implements Outcome {}
    }

    public Outcome run() throws IOException {
        if (manifest.analysed().system() != AssimilationSystem.FILTER)
            return missing("only days of the filter are run without a sensor");
        if (!denied.sensor().isSatellite())
            return missing(
                    "only satellites can be left out, not " + denied.sensor().label());
        if (denied.since().isAfter(manifest.begin()))
            return missing("the first day without the sensor is " + denied.since() + ", expected " + manifest.begin()
                    + " or before");
        if (manifest.origin().settings().isEmpty())
            return missing("the file says no settings: it is of a version of fluxwatch that did not write them down");
        if (!manifest.origin().programVersion().equals(ProgramVersion.get()))
            told.accept("the file was made by fluxwatch " + manifest.origin().programVersion() + ", this is "
                    + ProgramVersion.get() + ": its numbers may be others");
        final Settings settings;
        try {
            settings = Reproduction.settings(manifest, work);
        } catch (SettingsException e) {
            return missing("this version cannot use the settings of the file: " + Messages.of(e));
        }
        final LocalDate from =
                state.map(DomainState::nextDay).orElse(settings.domain(domain()).start());
        if (from.isAfter(denied.since()))
            return missing("the state stands at " + from + ", expected one at " + denied.since() + " or before");
        final GranulesOfDays.Found granules = GranulesOfDays.of(
                manifest, from, state.isPresent(), new ProductFolder(Reproduction.root(manifest), settings));
        final List<String> missing = new ArrayList<>(granules.missing());
        final GranuleFiles files = new GranuleFiles(granuleFolders);
        final Rerun.Wanted wanted = Reproduction.wanted(manifest);
        final Map<LocalDate, DayInput> inputs = new TreeMap<>();
        int leftOut = 0;
        for (LocalDate day = from; !day.isAfter(wanted.last()); day = day.plusDays(1)) {
            final DayInput all = files.input(
                    domain(),
                    day,
                    wanted.firstRevision(),
                    granules.days().getOrDefault(day, List.of()),
                    settings,
                    missing);
            inputs.put(day, day.isBefore(denied.since()) ? all : without(all));
            leftOut +=
                    all.observations().size() - inputs.get(day).observations().size();
        }
        return missing.isEmpty() ? made(from, inputs, leftOut, wanted, settings) : new Outcome.Missing(missing);
    }

    private static Outcome missing(String what) {
        return new Outcome.Missing(List.of(what));
    }

    private String domain() {
        return manifest.analysed().domain();
    }

    /// As if they had not come: a sensor that is left out whole is missing.
    private DayInput without(DayInput all) {
        final Map<Sensor, DayComplete> granules = new TreeMap<>(all.granules());
        if (denied.mode().isEmpty()) granules.remove(denied.sensor());
        return new DayInput(
                all.day(),
                all.revision(),
                all.sensors(),
                granules,
                all.observations().stream()
                        .filter(observation -> !denied.takes(observation))
                        .toList());
    }

    private Outcome made(
            LocalDate from, Map<LocalDate, DayInput> inputs, int leftOut, Rerun.Wanted wanted, Settings settings) {
        try (NumericsPool pool = new NumericsPool(NumericsPool.orOnePerCore(0))) {
            return switch (Rerun.run(
                    new DomainSystems(settings).system(domain(), Optional.empty(), pool),
                    from,
                    state,
                    wanted,
                    day -> Objects.requireNonNull(inputs.get(day)),
                    day -> told.accept("runs " + domain() + " " + day
                            + (day.isBefore(denied.since())
                                    ? ""
                                    : " without " + denied.sensor().label()
                                            + denied.mode()
                                                    .map(mode -> " " + mode.label())
                                                    .orElse(""))))) {
                case Rerun.Outcome.Missing(var what) -> new Outcome.Missing(what);
                case Rerun.Outcome.Made(var product) ->
                    new Outcome.Made(leftOut, product.analysis().regions());
            };
        } catch (InputsMissingException e) {
            return new Outcome.Missing(e.what());
        }
    }
}
