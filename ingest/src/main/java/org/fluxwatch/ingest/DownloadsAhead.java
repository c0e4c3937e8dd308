package org.fluxwatch.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.archive.Fetched;
import org.fluxwatch.ingest.catalog.Granule;

/// Fetches the granules to come while one is being read and published, as many at a time as [Download#parallel] says.
/// As many again may lie ready, so that one that is slow keeps no other from being fetched. Taken in order.
final class DownloadsAhead implements AutoCloseable {
    /// Fetched and ready ones, of each that may be fetched at a time.
    private static final int AHEAD = 2;

    private final Download download;
    private final Deque<Granule> toCome;
    private final Map<String, Future<Fetched>> ahead = new HashMap<>(); // for look-up only
    private final ExecutorService threads;

    DownloadsAhead(Download download, List<Granule> granules) {
        this.download = download;
        this.toCome = new ArrayDeque<>(granules);
        this.threads = Executors.newFixedThreadPool(
                download.parallel(), Thread.ofVirtual().factory());
        submit();
    }

    private void submit() {
        while (ahead.size() < AHEAD * download.parallel() && !toCome.isEmpty()) {
            final Granule next = toCome.removeFirst();
            ahead.put(next.name(), threads.submit(() -> fetch(next)));
        }
    }

    private Fetched fetch(Granule granule) throws ArchiveException, InterruptedException {
        try (var _ = granule.logFields()) {
            return download.fetch(granule.name(), granule.source());
        }
    }

    /// Waits for a granule's file, or throws what fetching it threw.
    Fetched take(Granule granule) throws ArchiveException, InterruptedException {
        final Future<Fetched> future = ahead.get(granule.name());
        if (future == null) throw new IllegalStateException(granule.name() + " is taken out of order");
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ArchiveException archive) throw archive;
            switch (e.getCause()) {
                case null -> throw new IllegalStateException(e);
                case InterruptedException interrupt -> throw interrupt;
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            ahead.remove(granule.name());
            submit();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
