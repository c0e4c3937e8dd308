package org.fluxwatch.assimilate.inputs.meteorology;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fluxwatch.contract.archive.CmrSearch;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.service.LogFields;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.settings.InputSettings.MeteorologySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches the days of MERRA-2 that a domain is about to need, from the archive of the Lite files and with their login.
/// The record is 5 TB: only the days at work are kept. One for all domains of a process that share the folder; several
/// processes may share it too.
/// ```
/// want(day) ---> FetchQueue ---> one thread: FileFetch ---> folder ---> FetchedFiles deletes the oldest
///      <--- a line for each file that is not there yet
/// ```
/// Files of ours lie in the folder's subfolder `.fetch`; of the folder itself only files that were fetched are ever
/// deleted.
public final class MeteorologyFetch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeteorologyFetch.class);

    /// Days that are fetched before they are needed.
    private static final int AHEAD = 2;

    private static final Duration TELL_OTHERS_AGAIN = Duration.ofHours(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ArchiveSettings archive;
    private final Path folder;
    private final Path ours;
    private final int keepDays;
    private final FetchTally tally;
    private final InstantSource clock;
    private final Pause pause;
    private final FetchQueue queue;
    private final FetchedFiles fetched;
    private Optional<LocalDate> toldDay = Optional.empty();
    private Instant told = Instant.MIN;
    private Optional<EarthdataSession> session = Optional.empty();
    private Optional<Thread> thread = Optional.empty();
    private boolean closed;

    /// @param archive whose catalogue and token are used
    /// @param meteorology whose folder it fetches to
    public MeteorologyFetch(ArchiveSettings archive, MeteorologySettings meteorology, FetchTally tally) {
        this(archive, meteorology, tally, InstantSource.system(), Thread::sleep);
    }

    /// @param clock says when to try again
    /// @param pause between two attempts of one request
    public MeteorologyFetch(
            ArchiveSettings archive,
            MeteorologySettings meteorology,
            FetchTally tally,
            InstantSource clock,
            Pause pause) {
        this.archive = archive;
        this.folder = meteorology.folder();
        this.ours = folder.resolve(".fetch");
        this.keepDays = meteorology.keepDays();
        this.tally = tally;
        this.clock = clock;
        this.pause = pause;
        this.queue = new FetchQueue(clock);
        this.fetched = new FetchedFiles(folder, ours, UUID.randomUUID().toString(), clock);
    }

    /// Sets about fetching the files of some days that are not there, and after them those of the next two; returns at
    /// once. To be asked for each day that is about to be run, also when its files are there: it tells what may be
    /// deleted, and what comes next.
    ///
    /// @param from first day whose files are needed
    /// @param to last day
    /// @return a line for each needed file that is not there; empty: all are
    public synchronized List<String> want(LocalDate from, LocalDate to) {
        try {
            Files.createDirectories(ours);
            standAt(from);
            if (thread.isEmpty() && !closed) start();
        } catch (IOException e) {
            return List.of(folder + " cannot be written, so that no MERRA2 is fetched: " + FileTrouble.reason(e));
        }
        final List<WantedFile> lacking = lacking(from, to);
        for (WantedFile file : lacking) queue.want(file, true);
        for (WantedFile file : lacking(to.plusDays(1), to.plusDays(AHEAD))) queue.want(file, false);
        return queue.words(lacking);
    }

    private void standAt(LocalDate day) throws IOException {
        queue.standsAt(day);
        final Optional<LocalDate> oldest = queue.oldestDay();
        final Instant now = clock.instant();
        if (oldest.equals(toldDay) && now.isBefore(told.plus(TELL_OTHERS_AGAIN))) return;
        if (oldest.isPresent()) fetched.standsAt(oldest.get());
        toldDay = oldest;
        told = now;
    }

    private List<WantedFile> lacking(LocalDate from, LocalDate to) {
        final List<WantedFile> lacking = new ArrayList<>();
        from.datesUntil(to.plusDays(1))
                .flatMap(day -> Stream.of(Merra2Collection.values()).map(collection -> new WantedFile(day, collection)))
                .forEach(file -> {
                    if (file.isIn(folder)) queue.isThere(file);
                    else lacking.add(file);
                });
        return lacking;
    }

    private void start() throws IOException {
        final FetchClaims claims = new FetchClaims(ours);
        final EarthdataSession opened = new EarthdataSession(archive, pause);
        session = Optional.of(opened);
        final FileFetch fetch = new FileFetch(
                folder,
                ours,
                new CmrSearch(archive.cmrUrl(), opened),
                new Download(opened, ours, pause),
                claims,
                fetched,
                tally,
                archive.pollInterval(),
                clock);
        thread = Optional.of(Thread.ofVirtual().name("meteorology-fetch").start(() -> work(fetch)));
    }

    private void work(FileFetch fetch) {
        try {
            while (true) fetch(fetch, queue.next());
        } catch (InterruptedException e) {
            LOG.debug("closed while fetching");
        }
    }

    private void fetch(FileFetch fetch, WantedFile file) throws InterruptedException {
        try (var _ = LogFields.of(file.day())) {
            final Optional<FetchState> state = fetch.fetch(file, now -> queue.now(file, now));
            if (state.isPresent()) {
                LOG.info("{} {}", file, state.get().words());
                queue.now(file, state.get());
                return;
            }
            LOG.info("{} is there", file);
            queue.finished(file);
            for (String name : fetched.deleteOlderThan(keepDays)) LOG.info("{} is deleted: not needed any more", name);
        } catch (IOException e) {
            if (Thread.interrupted()) throw new InterruptedException();
            LOG.warn("{}: what is not needed any more cannot be deleted: {}", folder, FileTrouble.reason(e));
        } catch (RuntimeException e) {
            LOG.error("{} cannot be fetched", file, e);
            tally.failed(FetchFailure.FAULT);
            queue.now(
                    file,
                    new FetchState.Failed(
                            FetchFailure.FAULT, e.toString(), clock.instant().plus(archive.pollInterval())));
        }
    }

    /// Stops within seconds; what has come of a file is gone on with by the next one.
    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (thread.isPresent()) {
                thread.get().interrupt();
                thread.get().join(STOP);
            }
            fetched.leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("{}: {}", ours, FileTrouble.reason(e));
        } finally {
            session.ifPresent(EarthdataSession::close);
        }
    }
}
