package org.fluxwatch.ingest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.archive.Fetched;
import org.fluxwatch.ingest.FailureAnswer.PutAside;
import org.fluxwatch.ingest.FailureAnswer.Reason;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.catalog.GranuleLedger.Verdict;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes granules in strictly in their order.
///
/// One that cannot be had, for a reason that may be the archive's, holds up those behind it for [#LOOKS_IN_ORDER]
/// looks. Then the next ones are tried too, and more of them with each look; the first of them that comes shows that
/// the archive works, and what failed before it is put aside, to be tried again later. While none comes it is the
/// archive that is waited for. What was put aside before holds nobody up.
final class GranuleQueue {
    static final int LOOKS_IN_ORDER = 3;

    /// Granules that may fail in a row in the first look out of order; as many more with each further look.
    static final int DOUBTFUL_A_LOOK = 4;

    private static final Logger LOG = LoggerFactory.getLogger(GranuleQueue.class);

    private final Download download;
    private final GranuleLedger ledger;
    private final GranuleIntake intake;
    private final InstantSource clock;
    private final IntakeProgress progress;
    private final Map<String, Integer> failedLooks = new HashMap<>(); // for look-up only
    private final Map<Granule, ArchiveException> doubtful = new LinkedHashMap<>(); // in this look
    private Instant now = Instant.MIN; // of this look: what is due during it can wait for the next

    GranuleQueue(
            Download download,
            GranuleLedger ledger,
            GranuleIntake intake,
            InstantSource clock,
            IntakeProgress progress) {
        this.progress = progress;
        this.download = download;
        this.ledger = ledger;
        this.intake = intake;
        this.clock = clock;
    }

    /// @param present in [Granule#ORDER], of different names
    /// @throws ArchiveException when the archive or the disk is waited for
    void takeIn(List<Granule> present) throws ArchiveException, InterruptedException {
        now = clock.instant();
        final List<Granule> fresh = present.stream()
                .filter(granule -> verdict(granule) == Verdict.NEW)
                .filter(granule -> problem(granule).isEmpty())
                .toList();
        failedLooks.keySet().retainAll(fresh.stream().map(Granule::name).collect(Collectors.toSet()));
        doubtful.clear();
        progress.begins(fresh.size());
        final Set<Granule> toCome = new HashSet<>(fresh); // for membership only
        try (DownloadsAhead ahead = new DownloadsAhead(download, fresh)) {
            for (Granule granule : present) {
                progress.comesTo(granule);
                try (var _ = granule.logFields()) {
                    take(granule, ahead);
                }
                if (toCome.contains(granule)) progress.isDone(granule);
            }
        }
        if (!doubtful.isEmpty()) throw doubtful.values().iterator().next();
    }

    /// How many of these are put aside for now and will be tried again.
    long toTryAgain(List<Granule> present) {
        return present.stream()
                .filter(granule ->
                        ledger.entry(granule.name()).flatMap(LedgerEntry::again).isPresent())
                .count();
    }

    private Verdict verdict(Granule granule) {
        return ledger.verdict(granule, now);
    }

    private Optional<PutAside> problem(Granule granule) {
        return granule.impossible()
                .map(why -> new PutAside(Reason.IMPOSSIBLE_NAME, why))
                .or(() -> granule.toCome(now).map(why -> new PutAside(Reason.FUTURE, why)));
    }

    private void take(Granule granule, DownloadsAhead ahead) throws ArchiveException, InterruptedException {
        final boolean came;
        try {
            came = answered(granule, ahead);
        } catch (Throwable e) {
            switch (FailureAnswers.of(e, granule.name(), granule.source())) {
                case PutAside aside -> intake.putAside(granule, aside);
                case FailureAnswer.Doubtful one -> doubt(granule, one.trouble());
                case FailureAnswer.Wait wait -> throw wait.trouble();
            }
            return;
        }
        if (!came) return;
        for (Map.Entry<Granule, ArchiveException> one : doubtful.entrySet())
            try (var _ = one.getKey().logFields()) {
                intake.putAside(one.getKey(), notFetched(one.getValue()));
            }
        doubtful.clear();
    }

    /// @return whether its file came whole
    private boolean answered(Granule granule, DownloadsAhead ahead) throws ArchiveException, InterruptedException {
        switch (verdict(granule)) {
            case DONE -> {}
            case SUPERSEDED -> intake.supersede(granule);
            case NEW -> {
                final Optional<PutAside> problem = problem(granule);
                if (problem.isEmpty()) {
                    final Fetched fetched = ahead.take(granule);
                    intake.take(granule, fetched);
                    return fetched instanceof Fetched.Whole;
                }
                intake.putAside(granule, problem.get());
            }
        }
        return false;
    }

    private static PutAside notFetched(ArchiveException trouble) {
        return new PutAside(Reason.NOT_FETCHED, "cannot be had: " + trouble.getMessage());
    }

    private void doubt(Granule granule, ArchiveException trouble) throws ArchiveException, InterruptedException {
        if (ledger.entry(granule.name()).flatMap(LedgerEntry::again).isPresent()) {
            intake.putAside(granule, notFetched(trouble));
            return;
        }
        failedLooks.merge(granule.name(), 1, Integer::sum);
        doubtful.put(granule, trouble);
        final Map.Entry<Granule, ArchiveException> first =
                doubtful.entrySet().iterator().next();
        final int looks = failedLooks.getOrDefault(first.getKey().name(), 0) - LOOKS_IN_ORDER + 1;
        if (doubtful.size() > looks * DOUBTFUL_A_LOOK || looks <= 0) throw first.getValue();
        LOG.warn("{} cannot be had, those behind it are tried: {}", granule.name(), trouble.getMessage());
    }
}
