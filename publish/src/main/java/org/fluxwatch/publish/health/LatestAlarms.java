package org.fluxwatch.publish.health;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.publish.daily.ReadOnce;
import org.fluxwatch.publish.health.ProductListing.Listed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The alarms of each domain's newest day, as its files have them, whichever instance has written them.
public final class LatestAlarms implements CurrentAlarms {
    private static final Logger LOG = LoggerFactory.getLogger(LatestAlarms.class);

    /// A day that was written longer ago, by the clock, says nothing of now. (The rules have the same.)
    private static final Duration HOLDS = Duration.ofDays(7);

    /// Newest files, one a domain.
    private static final int REMEMBERED = 1000;

    private final ProductListing listing;
    private final Consumer<DayAlarms> told;
    private final InstantSource clock;
    private final ReadOnce<DayAlarms> newest = new ReadOnce<>(REMEMBERED);

    /// @param told gets each newest day once it is there, and again when it is revised
    public LatestAlarms(ProductListing listing, Consumer<DayAlarms> told, InstantSource clock) {
        this.listing = listing;
        this.told = told;
        this.clock = clock;
    }

    /// None when the folder cannot be read, which has a health part of its own.
    @Override
    public synchronized Told now() {
        final Instant now = clock.instant();
        final List<Alarm> alarms = new ArrayList<>();
        final Map<AnalysedDomain, String> unknown = new TreeMap<>();
        try {
            listing.now().forEach((analysed, listed) -> read(analysed, listed, now, alarms, unknown));
        } catch (IOException e) {
            LOG.debug("the products folder cannot be read", e);
        }
        return new Told(alarms, unknown);
    }

    private void read(
            AnalysedDomain analysed,
            Listed listed,
            Instant now,
            List<Alarm> alarms,
            Map<AnalysedDomain, String> unknown) {
        final Instant written = listed.written();
        if (written == null || analysed.system() == AssimilationSystem.INVERSION) return;
        final Path file = listed.days().lastEntry().getValue();
        final boolean holds = Duration.between(written, now).compareTo(HOLDS) <= 0;
        try {
            final Optional<DayAlarms> read = newest.of(file, () -> {
                final Optional<DayAlarms> day = listing.folder().alarms(analysed, file);
                day.ifPresent(told);
                return day;
            });
            if (read.isEmpty() && listing.folder().edition(analysed, file).isEmpty())
                unknown.put(analysed, "its file is damaged");
            read.ifPresent(day -> day.alarms().stream()
                    .sorted(Comparator.comparing(DayAlarms.Alarm::severity).reversed())
                    .forEach(alarm -> alarms.add(of(day, alarm, holds))));
        } catch (IOException | RuntimeException e) {
            LOG.debug("the alarms of {} cannot be read", file, e);
            unknown.put(analysed, Messages.of(e));
        }
    }

    private static Alarm of(DayAlarms day, DayAlarms.Alarm alarm, boolean holds) {
        return new Alarm(
                alarm.id(),
                day.identity().domain(),
                day.identity().system().label(),
                day.identity().day(),
                alarm.sensor().label(),
                alarm.mode(),
                alarm.severity().label(),
                alarm.text(),
                holds);
    }
}
