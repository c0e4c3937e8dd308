package org.fluxwatch.publish.revision;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.daily.CellPlaces;
import org.fluxwatch.publish.daily.Edition;
import org.fluxwatch.publish.daily.Origin;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.revision.RevisionChange.Version;

/// Finds what revisions changed, by the files of now and those that are kept of before. Knows nothing but the folder.
public final class Revisions {
    private static final int TRIES = 5;

    private final ProductFolder folder;
    private final OtherPeriods otherPeriods;

    public Revisions(ProductFolder folder) {
        this.folder = folder;
        this.otherPeriods = new OtherPeriods(folder);
    }

    /// What there is to say.
    public sealed interface Found {
        record Changed(RevisionChange change) implements Found {}

        /// The first edition, or nothing is kept of an earlier one.
        ///
        /// @param why in words
        record Nothing(String why) implements Found {}

        /// There is no such day, or it cannot be read.
        ///
        /// @param why in words
        record Missing(String why) implements Found {}
    }

    /// What the newest edition of a day's file changed against the one before.
    public Found newest(AnalysedDomain analysed, LocalDate day) throws IOException {
        return against(analysed, day, "");
    }

    /// What the newest edition of a day's file changed against another.
    ///
    /// @param edition of a day its revision; of a month the day that it was as of, such as `2019-05-22`, of
    ///   which the highest revision counts; empty: the newest that is kept
    public Found against(AnalysedDomain analysed, LocalDate day, String edition) throws IOException {
        for (int tries = 1; tries <= TRIES; tries++) {
            try {
                final Optional<Found> found = tried(analysed, day, edition);
                if (found.isPresent()) return found.get();
            } catch (NoSuchFileException e) {
                // it has been replaced or deleted meanwhile
            }
        }
        return new Found.Missing("the files of " + analysed + " for " + day + " change while they are read");
    }

    /// Empty when a file was replaced while it was read.
    private Optional<Found> tried(AnalysedDomain analysed, LocalDate day, String edition) throws IOException {
        final Optional<Path> now = folder.find(analysed, day);
        if (now.isEmpty()) return Optional.of(new Found.Missing("there is no analysis of " + analysed + " for " + day));
        final Optional<Edition> newest = folder.edition(analysed, now.get());
        if (newest.isEmpty()) return Optional.of(new Found.Missing(folder.relative(now.get()) + " is damaged"));
        final List<Kept> kept = kept(analysed, day, newest.get());
        final List<Kept> wanted = kept.stream()
                .filter(one -> edition.isEmpty() || edition.equals(name(analysed, one.edition())))
                .toList();
        if (wanted.isEmpty())
            return Optional.of(
                    edition.isEmpty()
                            ? new Found.Nothing(nothing(newest.get()))
                            : new Found.Missing("of " + analysed + " for " + day + " no edition " + edition
                                    + " is kept, expected " + oneOf(analysed, kept)));
        return compare(analysed, wanted.getLast(), new Kept(now.get(), newest.get()));
    }

    private static String nothing(Edition newest) {
        return newest.revision() == 0
                ? "it is the first edition, " + newest
                : "nothing is kept of the edition before " + newest + " (publish.keep-previous-days)";
    }

    private static String oneOf(AnalysedDomain analysed, List<Kept> kept) {
        return kept.isEmpty()
                ? "none"
                : "one of "
                        + kept.stream()
                                .map(one -> name(analysed, one.edition()))
                                .distinct()
                                .collect(Collectors.joining(", "));
    }

    private static String name(AnalysedDomain analysed, Edition edition) {
        return switch (analysed.system()) {
            case FILTER -> Integer.toString(edition.revision());
            case INVERSION -> edition.asOf().toString();
        };
    }

    private record Kept(Path file, Edition edition) {}

    /// Those before the newest, ascending; damaged ones are passed over.
    private List<Kept> kept(AnalysedDomain analysed, LocalDate day, Edition newest) throws IOException {
        final List<Kept> kept = new ArrayList<>();
        for (Path file : folder.previous(analysed, day))
            folder.edition(analysed, file)
                    .filter(edition -> edition.compareTo(newest) < 0)
                    .ifPresent(edition -> kept.add(new Kept(file, edition)));
        return kept;
    }

    private Optional<Found> compare(AnalysedDomain analysed, Kept before, Kept after) throws IOException {
        final Optional<Product> one = folder.read(analysed, before.file());
        final Optional<Product> other = folder.read(analysed, after.file());
        if (one.isEmpty() || other.isEmpty())
            return Optional.of(
                    new Found.Missing(folder.relative(one.isEmpty() ? before.file() : after.file()) + " is damaged"));
        final Origin originBefore = Origin.read(before.file());
        final Origin originAfter = Origin.read(after.file());
        final Numbers numbersBefore = Numbers.of(one.get());
        final Numbers numbersAfter = Numbers.of(other.get());
        final CellPlaces places = CellPlaces.read(after.file());
        if (!other.get().edition().equals(after.edition())
                || !folder.edition(analysed, after.file()).equals(Optional.of(after.edition())))
            return Optional.empty();
        return Optional.of(new Found.Changed(new RevisionChange(
                analysed.domain(),
                analysed.system().label(),
                other.get().begin(),
                version(before, originBefore),
                version(after, originAfter),
                GranuleChanges.of(originBefore.granules(), originAfter.granules()),
                otherPeriods.of(analysed, other.get().begin(), originBefore.basis(), originAfter.basis()),
                !originBefore.basis().digestBefore().equals(originAfter.basis().digestBefore())
                        && originBefore
                                .basis()
                                .before()
                                .equals(originAfter.basis().before()),
                Making.changes(originBefore, originAfter),
                numbersBefore.countChanges(numbersAfter),
                numbersBefore.scoreChanges(numbersAfter),
                numbersBefore.chiSquare(),
                numbersAfter.chiSquare(),
                numbersBefore.regionChanges(numbersAfter),
                FieldChanges.of(one.get().fields(), other.get().fields(), places))));
    }

    private Version version(Kept kept, Origin origin) {
        return new Version(
                folder.relative(kept.file()),
                kept.edition().asOf(),
                kept.edition().revision(),
                kept.edition().status(),
                origin.smoothingDays());
    }
}
