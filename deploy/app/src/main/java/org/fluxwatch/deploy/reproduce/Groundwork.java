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
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.publish.daily.Manifest;
import org.fluxwatch.publish.daily.Origin;
import org.fluxwatch.publish.daily.ProductFolder;

/// What it takes to run the days behind a product again, from what the product says of itself.
///
/// @param settings it was made with, of its domain alone
/// @param from first day to be run
/// @param wanted what the run is for
/// @param inputs by day, up to the last that is wanted
record Groundwork(Settings settings, LocalDate from, Rerun.Wanted wanted, Map<LocalDate, DayInput> inputs) {
    /// Something is not there, a line each.
    static final class MissingException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient List<String> what;

        MissingException(List<String> what) {
            super(String.join("; ", what));
            this.what = List.copyOf(what);
        }

        List<String> what() {
            return what;
        }
    }

    /// @param granuleFolders where Lite files are, and below
    /// @param state to go on from; without one from the domain's first day
    /// @param latest a state must not stand at a later day
    /// @param dataFolder in place of the one of that time
    /// @param told of what goes on, a line each
    static Groundwork of(
            Manifest manifest,
            List<Path> granuleFolders,
            Optional<DomainState> state,
            LocalDate latest,
            Path dataFolder,
            Consumer<String> told)
            throws IOException, MissingException {
        final Origin origin = manifest.origin();
        if (origin.settings().isEmpty())
            throw missing("the file says no settings: it is of a version of fluxwatch that did not write them down");
        if (!origin.programVersion().equals(ProgramVersion.get()))
            told.accept("the file was made by fluxwatch " + origin.programVersion() + ", this is "
                    + ProgramVersion.get() + ": its numbers may be others");
        final String domain = manifest.analysed().domain();
        final Settings settings = settings(manifest, dataFolder);
        if (state.isPresent()) requireOf(manifest, state.get());
        final LocalDate from =
                state.map(DomainState::nextDay).orElse(settings.domain(domain).start());
        if (from.isAfter(latest))
            throw missing(
                    state.isPresent()
                            ? "the state stands at " + from + ", expected one at " + latest + " or before"
                            : "the domain's first day is " + from + ", expected a day from then on, not " + latest);
        final GranulesOfDays.Found granules = GranulesOfDays.of(
                manifest, from, state.isPresent(), new ProductFolder(root(manifest), settings), settings.sensors());
        final List<String> missing = new ArrayList<>(granules.missing());
        final Rerun.Wanted wanted = wanted(manifest);
        final GranuleFiles files = new GranuleFiles(granuleFolders, settings.sensors());
        final Map<LocalDate, DayInput> inputs = new TreeMap<>();
        for (LocalDate day = from; !day.isAfter(wanted.last()); day = day.plusDays(1))
            inputs.put(
                    day,
                    files.input(
                            domain,
                            day,
                            wanted.firstRevision(),
                            granules.days().getOrDefault(day, List.of()),
                            settings,
                            missing));
        if (!missing.isEmpty()) throw new MissingException(missing);
        return new Groundwork(settings, from, wanted, inputs);
    }

    /// Runs the days; nothing of a service is touched, all is in memory.
    ///
    /// @param state that the ground was made for
    /// @param with inputs by day, in place of those of the product
    /// @param told of each day before it is run
    Rerun.Outcome run(
            String domain, Optional<DomainState> state, Map<LocalDate, DayInput> with, Consumer<LocalDate> told) {
        try (NumericsPool pool = new NumericsPool(NumericsPool.orOnePerCore(0))) {
            return Rerun.run(
                    new DomainSystems(settings).system(domain, Optional.empty(), pool),
                    from,
                    state,
                    wanted,
                    day -> Objects.requireNonNull(with.get(day), () -> "no input of " + day),
                    told);
        } catch (InputsMissingException e) {
            return new Rerun.Outcome.Missing(e.what());
        }
    }

    private static void requireOf(Manifest manifest, DomainState state) throws MissingException {
        final AnalysedDomain wanted = manifest.analysed();
        if (!state.domain().equals(wanted.domain()) || state.system() != wanted.system())
            throw missing("the state is of " + new AnalysedDomain(state.domain(), state.system()) + ", expected one of "
                    + wanted);
    }

    private static MissingException missing(String what) {
        return new MissingException(List.of(what));
    }

    private static Settings settings(Manifest manifest, Path dataFolder) throws MissingException {
        final String domain = manifest.analysed().domain();
        try {
            final Settings all = SettingsLoader.parse(
                    manifest.origin().settings(),
                    "the settings of " + manifest.own(),
                    Map.of("FLUXWATCH_DATA_FOLDER", dataFolder.toAbsolutePath().toString()));
            return all.withDomains(Map.of(domain, all.domain(domain)));
        } catch (SettingsException e) {
            throw missing("this version cannot use the settings of the file: " + Messages.of(e));
        }
    }

    /// The folder of all products: `<root>/<domain>/<yyyy>/FILE`, or `previous/FILE` there.
    static Path root(Manifest manifest) {
        final Path year = manifest.own().resolveSibling("").toAbsolutePath().normalize();
        final Path own = year.endsWith("previous") ? year.resolve("..").normalize() : year;
        return own.resolve("../..").normalize();
    }

    private static Rerun.Wanted wanted(Manifest manifest) {
        final Origin origin = manifest.origin();
        return new Rerun.Wanted(
                manifest.asOf(),
                manifest.asOf().plusDays(origin.smoothingDays()),
                manifest.revision(),
                origin.smoothingDays(),
                new DailyAnalysis.Making(origin.programVersion(), origin.settings(), origin.checkpoint()));
    }
}
