package org.fluxwatch.assimilate.inputs.meteorology;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.CmrGranule;
import org.fluxwatch.contract.archive.CmrRecords;
import org.fluxwatch.contract.archive.CmrSearch;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.archive.Fetched;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.text.Messages;

/// The way of one file from the catalogue to the folder:
/// ```
/// claim -> newest in the catalogue -> room on the disk? -> .fetch/<name>.part -> .fetch/<name> -> mark -> <name>
/// ```
/// A file that was whole when an earlier run ended needs no second download.
final class FileFetch {
    /// Time to look again at what another process has claimed; it may have ended.
    private static final Duration LOOK_AFTER_OTHERS = Duration.ofSeconds(30);

    /// Of several productions of a day the last, which has the higher number in its name; of that the last revision.
    private static final Comparator<Listed> ORDER = Comparator.comparing(
                    (Listed listed) -> listed.file().name())
            .thenComparing(listed -> listed.granule().revised());

    private record Listed(CmrGranule granule, CmrGranule.File file) {}

    private final Path folder;
    private final Path parts;
    private final CmrSearch search;
    private final Download download;
    private final FetchClaims claims;
    private final FetchedFiles fetched;
    private final FetchTally tally;
    private final Duration pollInterval;
    private final InstantSource clock;

    /// @param folder of the user
    /// @param parts where the download goes, on the same disk
    /// @param pollInterval until what failed is tried again
    FileFetch(
            Path folder,
            Path parts,
            CmrSearch search,
            Download download,
            FetchClaims claims,
            FetchedFiles fetched,
            FetchTally tally,
            Duration pollInterval,
            InstantSource clock) {
        this.folder = folder;
        this.parts = parts;
        this.search = search;
        this.download = download;
        this.claims = claims;
        this.fetched = fetched;
        this.tally = tally;
        this.pollInterval = pollInterval;
        this.clock = clock;
    }

    /// Fetches a file, unless it is there by now.
    ///
    /// @param told hears how it goes on
    /// @return why it is not there; empty: it is
    Optional<FetchState> fetch(WantedFile wanted, Consumer<FetchState> told) throws InterruptedException {
        try {
            final Optional<FileLock> claim = claims.claim(wanted.toString());
            if (claim.isEmpty()) return Optional.of(new FetchState.Elsewhere(in(LOOK_AFTER_OTHERS)));
            try (FileLock _ = claim.get()) {
                return wanted.isIn(folder) ? Optional.empty() : fetchClaimed(wanted, told);
            }
        } catch (ArchiveException e) {
            return failed(FetchFailure.of(e), Messages.of(e));
        } catch (IOException e) {
            if (Thread.interrupted()) throw new InterruptedException();
            return failed(FetchFailure.DISK, folder + ": " + FileTrouble.reason(e));
        }
    }

    private Optional<FetchState> fetchClaimed(WantedFile wanted, Consumer<FetchState> told)
            throws IOException, InterruptedException {
        final Instant asked = clock.instant();
        final CmrRecords records = search.touching(wanted.collection().product(), wanted.day());
        final Optional<CmrGranule.File> listed = newest(wanted, records.granules());
        if (listed.isEmpty() && !records.refused().isEmpty())
            return failed(
                    FetchFailure.UNUSABLE_ANSWER,
                    "its record in the catalogue cannot be used: "
                            + records.refused().getFirst());
        if (listed.isEmpty()) return Optional.of(new FetchState.NotListed(asked, asked.plus(pollInterval)));
        final String name = listed.get().name();
        final Path whole = parts.resolve(name);
        if (Files.exists(whole)) {
            fetched.take(whole);
            return Optional.empty();
        }
        final Path part = Download.part(parts, name);
        final OptionalLong expected = listed.get().source().expectedBytes();
        final Optional<FetchState> noRoom = noRoom(part, expected);
        if (noRoom.isPresent()) return noRoom;
        told.accept(new FetchState.UnderWay(part, expected));
        return switch (download.fetch(name, listed.get().source())) {
            case Fetched.Whole done -> {
                tally.fetched(Files.size(done.file()));
                fetched.take(done.file());
                yield Optional.empty();
            }
            case Fetched.Bad bad -> failed(FetchFailure.BAD_FILE, name + " " + bad.reason());
            case Fetched.Unfinished unfinished -> failed(FetchFailure.BAD_FILE, name + " " + unfinished.reason());
        };
    }

    private static Optional<CmrGranule.File> newest(WantedFile wanted, List<CmrGranule> granules) {
        return granules.stream()
                .flatMap(granule -> granule.files().stream().map(file -> new Listed(granule, file)))
                .filter(listed -> wanted.collection()
                        .day(listed.file().name())
                        .filter(wanted.day()::equals)
                        .isPresent())
                .max(ORDER)
                .map(Listed::file);
    }

    private Optional<FetchState> noRoom(Path part, OptionalLong expected) throws IOException {
        final long come = Files.exists(part) ? Files.size(part) : 0;
        final long free = Files.getFileStore(parts).getUsableSpace();
        return expected.isEmpty() || free > expected.getAsLong() - come
                ? Optional.empty()
                : failed(
                        FetchFailure.DISK,
                        folder + " has room for " + free / 1_000_000 + " MB, expected "
                                + (expected.getAsLong() - come) / 1_000_000 + " MB");
    }

    private Optional<FetchState> failed(FetchFailure failure, String reason) {
        tally.failed(failure);
        return Optional.of(new FetchState.Failed(failure, reason, in(pollInterval)));
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time.compareTo(pollInterval) < 0 ? time : pollInterval);
    }
}
