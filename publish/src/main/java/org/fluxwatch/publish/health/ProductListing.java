package org.fluxwatch.publish.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.publish.daily.ProductFolder;
import org.jspecify.annotations.Nullable;

/// Which files there are of each domain and system, looked up again every few seconds at most: a folder of many
/// years is long to walk, and all who look at the state ask. Safe for several threads.
public final class ProductListing {
    private static final Duration VALID = Duration.ofSeconds(3);

    private final ProductFolder folder;
    private final InstantSource clock;
    private Map<AnalysedDomain, Listed> known = Map.of();
    private @Nullable Instant lookedUp;

    /// The files of a domain and system.
    ///
    /// @param days the periods' files by their first days
    /// @param written when the newest was written; null without any
    record Listed(
            NavigableMap<LocalDate, Path> days, @Nullable Instant written) {}

    public ProductListing(ProductFolder folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    ProductFolder folder() {
        return folder;
    }

    /// @throws IOException when the folder cannot be read
    synchronized Map<AnalysedDomain, Listed> now() throws IOException {
        final Instant now = clock.instant();
        final Instant before = lookedUp;
        if (before != null
                && !now.isBefore(before)
                && Duration.between(before, now).compareTo(VALID) < 0) return known;
        final Map<AnalysedDomain, Listed> found = new TreeMap<>();
        for (AnalysedDomain analysed : folder.listed()) {
            final NavigableMap<LocalDate, Path> days = folder.days(analysed);
            found.put(
                    analysed,
                    new Listed(
                            Collections.unmodifiableNavigableMap(days),
                            days.isEmpty()
                                    ? null
                                    : Files.getLastModifiedTime(days.lastEntry().getValue())
                                            .toInstant()));
        }
        known = Collections.unmodifiableMap(found);
        lookedUp = now;
        return known;
    }
}
