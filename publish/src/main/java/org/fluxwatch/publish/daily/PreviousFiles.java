package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.signature.FileSignature;
import org.fluxwatch.publish.signature.Signatures;

/// What later editions have replaced, in the folder `previous` beside the files: a day's or month's own file and that
/// of its observations, each once more under a name that says its edition ([PreviousName]).
///
/// The names are made before the new files are written, each in one step, so that there is always a current file, and
/// whatever is cut short is found done or done again when the day is read again.
final class PreviousFiles {
    static final String FOLDER = "previous";

    private final int keepDays;
    private final Map<AnalysedDomain, LocalDate> newest = new ConcurrentHashMap<>();

    /// @param keepDays how far behind the newest day a day may be whose replaced files are kept; 0: none are
    PreviousFiles(int keepDays) {
        this.keepDays = keepDays;
    }

    /// A file that was replaced.
    record Previous(PreviousName name, Path file) {}

    /// Keeps a period's files that are about to be replaced.
    ///
    /// @param file the period's own, of that edition
    void keep(ProductName product, Path file, Edition edition) throws IOException {
        if (isBeyond(product.analysed(), edition.asOf())) return;
        final Path kept = file.resolveSibling(FOLDER)
                .resolve(PreviousName.of(product, edition).file());
        final Path observations = Companion.OBSERVATIONS.beside(file);
        // not where a crash has left those of the next edition: then both were kept before
        if (Files.isRegularFile(observations)
                && ofSystem(product.analysed(), observations).compareTo(edition) == 0)
            keep(observations, Companion.OBSERVATIONS.beside(kept));
        keep(file, kept);
    }

    private static Edition ofSystem(AnalysedDomain analysed, Path file) throws IOException {
        try {
            return switch (analysed.system()) {
                case FILTER -> DailyFile.readEdition(file);
                case INVERSION -> MonthlyFile.readEdition(file);
            };
        } catch (DamagedProductException e) {
            return new Edition(LocalDate.MIN, 0, "");
        }
    }

    /// The first that was kept of an edition stays: what is written of it again, after a crash, says the same.
    private static void keep(Path file, Path kept) throws IOException {
        if (Files.exists(kept)) return;
        Files.createDirectories(kept.getParent());
        final Path part = kept.resolveSibling(kept.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            Files.createLink(part, file);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) { // a file system without links
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        Signatures.carry(file, kept);
        Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean isBeyond(AnalysedDomain analysed, LocalDate asOf) {
        final LocalDate last = newest.get(analysed);
        return keepDays == 0 || last != null && asOf.isBefore(last.minusDays(keepDays));
    }

    /// Whether it has been said which day is the newest.
    boolean knows(AnalysedDomain analysed) {
        return newest.containsKey(analysed);
    }

    /// Says which day is the newest, and deletes what is too far behind it.
    ///
    /// @param root the domain's folder
    void newest(AnalysedDomain analysed, LocalDate day, Path root) throws IOException {
        final LocalDate known = newest.get(analysed);
        if (known != null && !day.isAfter(known)) return;
        newest.put(analysed, day);
        for (Previous previous : all(analysed, root))
            if (isBeyond(analysed, previous.name().asOf())) {
                // the own file last: while it is there, so is what belongs to it
                delete(Companion.OBSERVATIONS.beside(previous.file()));
                delete(previous.file());
            }
    }

    private static void delete(Path file) throws IOException {
        Files.deleteIfExists(FileSignature.beside(file));
        Files.deleteIfExists(file);
    }

    /// All of one system's of a domain.
    private static List<Previous> all(AnalysedDomain analysed, Path root) throws IOException {
        final List<Previous> all = new ArrayList<>();
        if (!Files.isDirectory(root)) return all;
        try (DirectoryStream<Path> years = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (Path year : years)
                for (Previous previous : in(year.resolve(FOLDER)))
                    if (previous.name().product().analysed().equals(analysed)) all.add(previous);
        }
        return all;
    }

    private static List<Previous> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> PreviousName.parse(file.getFileName().toString()).stream()
                            .map(name -> new Previous(name, file)))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Of one period, the earliest edition first.
    ///
    /// @param folder of the replaced ones of its year
    static List<Previous> of(ProductName product, Path folder) throws IOException {
        return in(folder).stream()
                .filter(previous -> previous.name().product().equals(product))
                .sorted(Comparator.comparing(
                                (Previous previous) -> previous.name().asOf())
                        .thenComparingInt(previous -> previous.name().revision()))
                .toList();
    }
}
