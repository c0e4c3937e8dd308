package org.fluxwatch.deploy.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.publish.daily.Manifest;
import org.fluxwatch.publish.daily.Origin;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.ProductFolder;

/// Makes a product again from what it says of itself: its settings, its own granules and those of the days it rests on.
/// ```
/// FILE ──> manifest ──> settings ──> the domain's system
///   └── basis ──> files beside it ──> granules of each day ──> Lite files ──> superobservations
///                                                    days run one after the other ──> files ──> compared
/// ```
/// Nothing runs that is known to be in vain: what is missing is said first.
public final class Reproduction {
    private final Manifest manifest;
    private final List<Path> granuleFolders;
    private final Optional<DomainState> state;
    private final Path out;
    private final Consumer<String> told;
    private final List<String> missing = new ArrayList<>();

    /// @param file a product's own, or one beside it
    /// @param granuleFolders where Lite files are, and below
    /// @param state of `export-state`, to go on from in place of the domain's first day
    /// @param out where the files are made again
    /// @param told of what goes on, a line each
    /// @throws org.fluxwatch.publish.daily.DamagedProductException when the file is no product
    public Reproduction(
            Path file, List<Path> granuleFolders, Optional<DomainState> state, Path out, Consumer<String> told)
            throws IOException {
        this.manifest = Manifest.read(file.toAbsolutePath());
        this.granuleFolders = List.copyOf(granuleFolders);
        this.state = state;
        this.out = out;
        this.told = told;
    }

    /// What came of it.
    public sealed interface Outcome {
        /// @param differences by file, in words; none where it is the same to the byte
        record Made(Map<Path, List<String>> differences) implements Outcome {
            public boolean isSame() {
                return differences.values().stream().allMatch(List::isEmpty);
            }
        }

        /// @param what is missing, a line each
        record Missing(List<String> what) implements Outcome {}
    }

    public Outcome run() throws IOException {
        final Origin origin = manifest.origin();
        if (Files.isDirectory(out) && Files.isSameFile(out, root(manifest)))
            return missing("another folder to make the files again in: " + out + " holds the product itself");
        if (origin.settings().isEmpty())
            return missing("the file says no settings: it is of a version of fluxwatch that did not write them down");
        if (!origin.programVersion().equals(ProgramVersion.get()))
            told.accept("the file was made by fluxwatch " + origin.programVersion() + ", this is "
                    + ProgramVersion.get() + ": its numbers may be others");
        final Settings settings;
        try {
            settings = settings(manifest, out);
        } catch (SettingsException e) {
            return missing("this version cannot use the settings of the file: " + Messages.of(e));
        }
        final ProductFolder beside = new ProductFolder(root(manifest), settings);
        final LocalDate from =
                state.map(DomainState::nextDay).orElse(settings.domain(domain()).start());
        if (from.isAfter(manifest.begin()) && manifest.analysed().system() == AssimilationSystem.FILTER)
            return missing("the state stands at " + from + ", expected one at " + manifest.begin() + " or before");
        final GranulesOfDays.Found granules = GranulesOfDays.of(manifest, from, state.isPresent(), beside);
        missing.addAll(granules.missing());
        final Map<LocalDate, DayInput> inputs = inputs(from, granules.days(), settings);
        return missing.isEmpty() ? made(from, inputs, settings) : new Outcome.Missing(List.copyOf(missing));
    }

    private static Outcome missing(String what) {
        return new Outcome.Missing(List.of(what));
    }

    private String domain() {
        return manifest.analysed().domain();
    }

    /// Those that a product was made with, of its domain alone.
    ///
    /// @param dataFolder in place of the one of that time
    /// @throws SettingsException when this version cannot use them
    static Settings settings(Manifest manifest, Path dataFolder) {
        final String domain = manifest.analysed().domain();
        final Settings all = SettingsLoader.parse(
                manifest.origin().settings(),
                "the settings of " + manifest.own(),
                Map.of("FLUXWATCH_DATA_FOLDER", dataFolder.toAbsolutePath().toString()));
        return all.withDomains(Map.of(domain, all.domain(domain)));
    }

    /// The folder of all products: `<root>/<domain>/<yyyy>/FILE`, or `previous/FILE` there.
    static Path root(Manifest manifest) {
        final Path year = manifest.own().resolveSibling("").toAbsolutePath().normalize();
        final Path own = year.endsWith("previous") ? year.resolve("..").normalize() : year;
        return own.resolve("../..").normalize();
    }

    static Rerun.Wanted wanted(Manifest manifest) {
        final Origin origin = manifest.origin();
        return new Rerun.Wanted(
                manifest.asOf(),
                manifest.asOf().plusDays(origin.smoothingDays()),
                manifest.revision(),
                origin.smoothingDays(),
                new DailyAnalysis.Making(origin.programVersion(), origin.settings(), origin.checkpoint()));
    }

    private Map<LocalDate, DayInput> inputs(
            LocalDate from, Map<LocalDate, List<DailyAnalysis.Granule>> granules, Settings settings)
            throws IOException {
        final GranuleFiles files = new GranuleFiles(granuleFolders);
        final Map<LocalDate, DayInput> inputs = new TreeMap<>();
        final Rerun.Wanted wanted = wanted(manifest);
        for (LocalDate day = from; !day.isAfter(wanted.last()); day = day.plusDays(1))
            inputs.put(
                    day,
                    files.input(
                            domain(),
                            day,
                            wanted.firstRevision(),
                            granules.getOrDefault(day, List.of()),
                            settings,
                            missing));
        return inputs;
    }

    private Outcome made(LocalDate from, Map<LocalDate, DayInput> inputs, Settings settings) throws IOException {
        final Rerun.Outcome outcome;
        try (NumericsPool pool = new NumericsPool(NumericsPool.orOnePerCore(0))) {
            outcome = Rerun.run(
                    new DomainSystems(settings).system(domain(), Optional.empty(), pool),
                    from,
                    state,
                    wanted(manifest),
                    day -> inputs.getOrDefault(day, nothing(day, settings)),
                    day -> told.accept("runs " + domain() + " " + day));
        } catch (InputsMissingException e) {
            return new Outcome.Missing(e.what());
        }
        return switch (outcome) {
            case Rerun.Outcome.Missing(var what) -> new Outcome.Missing(what);
            case Rerun.Outcome.Made(var product) -> compared(product.products(), settings);
        };
    }

    private DayInput nothing(LocalDate day, Settings settings) {
        return new DayInput(
                day, wanted(manifest).firstRevision(), settings.domain(domain()).sensors(), Map.of(), List.of());
    }

    private Outcome compared(List<Product> products, Settings settings) throws IOException {
        final Optional<Product> product = products.stream()
                .filter(one -> one.begin().equals(manifest.begin()))
                .findFirst();
        if (product.isEmpty())
            return missing("the run to " + manifest.asOf() + " made no product of the period from " + manifest.begin());
        final Path own = new ProductFolder(out, settings)
                .rewrite(product.get(), manifest.further(), manifest.hasMembers(), manifest.own());
        final Map<Path, List<String>> differences = new LinkedHashMap<>();
        for (Path file : manifest.files())
            differences.put(file, FileComparison.differences(file, manifest.counterpart(file, own)));
        return new Outcome.Made(differences);
    }
}
