package org.fluxwatch.deploy.reproduce;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.fluxwatch.assimilate.stream.DomainState;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.daily.Manifest;
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
        if (Files.isDirectory(out) && Files.isSameFile(out, Groundwork.root(manifest)))
            return missing("another folder to make the files again in: " + out + " holds the product itself");
        try {
            final boolean isFilter = manifest.analysed().system() == AssimilationSystem.FILTER;
            final Groundwork ground = Groundwork.of(
                    manifest, granuleFolders, state, isFilter ? manifest.begin() : LocalDate.MAX, out, told);
            final String domain = manifest.analysed().domain();
            return switch (ground.run(
                    domain, state, ground.inputs(), day -> told.accept("runs " + domain + " " + day))) {
                case Rerun.Outcome.Missing(var what) -> new Outcome.Missing(what);
                case Rerun.Outcome.Made(var product) -> compared(product.products(), ground.settings());
            };
        } catch (Groundwork.MissingException e) {
            return new Outcome.Missing(e.what());
        }
    }

    private static Outcome missing(String what) {
        return new Outcome.Missing(List.of(what));
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
