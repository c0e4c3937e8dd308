package org.fluxwatch.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.fluxwatch.contract.archive.RefusedRecord;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.service.MetricHelp;
import org.fluxwatch.contract.topic.UnreadableRecordException;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.LeftAlone;
import org.fluxwatch.ingest.catalog.ProductRemark;

/// The meters of ingest, as Prometheus names them:
/// ```
/// fluxwatch_ingest_granules_total{outcome,sensor}
/// fluxwatch_ingest_soundings_total{outcome,sensor}              outcome: accepted, or the reason of a rejection
/// fluxwatch_ingest_superobservations_total{domain,sensor,withheld}
/// fluxwatch_ingest_last_granule_day_seconds{sensor}             its midnight, seconds since 1970
/// fluxwatch_ingest_sensor_news_seconds{sensor}                  when a newer day of it last came, by the clock
/// fluxwatch_ingest_put_aside_total{item,reason}                 item: granule, retraction, ledger-record
/// fluxwatch_ingest_granules_to_come                             of this look, new and not yet taken in
/// fluxwatch_ingest_granules_to_try_again                        put aside for now, in the last look
/// fluxwatch_ingest_left_alone{reason}                           listed and not used, in the last look
/// fluxwatch_ingest_products{state}                              missing, or outdated, of those in settings
/// fluxwatch_ingest_quarantine_evicted_total                     files that had to make room
/// fluxwatch_ingest_look_faults_total
/// fluxwatch_ingest_archive_errors_total
/// fluxwatch_ingest_archive_answered_seconds                     its last good answer, seconds since 1970
/// fluxwatch_ingest_token_ends_seconds                           where the token says it, seconds since 1970
/// fluxwatch_ingest_catalogue_records_refused_total{reason}      once for each record, see RefusedRecord.Flaw
/// fluxwatch_ingest_download_...                                see DownloadMetrics
/// fluxwatch_ingest_poll_duration_seconds_{count,sum,max}        a look at the catalogue
/// ```
/// What a transaction carries is counted once it is committed.
final class IngestMetrics {
    private static final String PREFIX = "fluxwatch.ingest.";

    /// What stands before the values of each.
    static final MetricHelp HELP = new MetricHelp(Map.ofEntries(
            Map.entry(
                    "fluxwatch_ingest_download_bytes", "Bytes of downloads that have arrived, of failed attempts too"),
            Map.entry("fluxwatch_ingest_download", "Time that a download takes with all its attempts"),
            Map.entry("fluxwatch_ingest_download_retries", "Downloads asked for once more, by reason"),
            Map.entry("fluxwatch_ingest_downloads_in_flight", "Downloads under way"),
            Map.entry("fluxwatch_ingest_granules", "Granules by what became of them"),
            Map.entry("fluxwatch_ingest_soundings", "Soundings accepted, or rejected by reason"),
            Map.entry("fluxwatch_ingest_superobservations", "Superobservations published"),
            Map.entry(
                    "fluxwatch_ingest_last_granule_day_seconds",
                    "Midnight at which the day of the newest published granule begins, seconds since 1970"),
            Map.entry(
                    "fluxwatch_ingest_sensor_news_seconds",
                    "When a newer day of a sensor that domains expect last came, or ingest began, seconds since 1970"),
            Map.entry("fluxwatch_ingest_put_aside", "Granules, retractions and records of the ledger put aside"),
            Map.entry("fluxwatch_ingest_granules_to_come", "New granules of this look that are not yet taken in"),
            Map.entry("fluxwatch_ingest_granules_to_try_again", "Granules put aside for now, of the last look"),
            Map.entry("fluxwatch_ingest_left_alone", "Files and records listed in the last look and not used"),
            Map.entry(
                    "fluxwatch_ingest_products",
                    "Products of the settings that the catalogue does not have, or has in a newer version"),
            Map.entry("fluxwatch_ingest_quarantine_evicted", "Granules that had to leave the quarantine"),
            Map.entry("fluxwatch_ingest_look_faults", "Looks at the archive ended by a fault of the program"),
            Map.entry("fluxwatch_ingest_archive_errors", "Looks ended by trouble with the archive or the disk"),
            Map.entry("fluxwatch_ingest_catalogue_records_refused", "Records of the catalogue that were not used"),
            Map.entry("fluxwatch_ingest_poll_duration", "Time that a look at the catalogue takes")));

    /// What can be put aside.
    enum Item {
        GRANULE("granule"),
        RETRACTION("retraction"),
        LEDGER_RECORD("ledger-record");

        private final String label;

        Item(String label) {
            this.label = label;
        }
    }

    private final MeterRegistry registry;
    private final Timer pollDuration;
    private final AtomicLong toCome = new AtomicLong();
    private final AtomicLong toTryAgain = new AtomicLong();
    private final AtomicLong archiveAnsweredMs = new AtomicLong();
    private final Map<LeftAlone, AtomicLong> leftAlone = new EnumMap<>(LeftAlone.class);
    private final Map<ProductRemark.Kind, AtomicLong> products = new EnumMap<>(ProductRemark.Kind.class);
    private final Map<Sensor, AtomicLong> lastDaySeconds = new ConcurrentHashMap<>(); // for look-up only

    private final Map<Sensor, News> news = new ConcurrentHashMap<>(); // for look-up only

    /// @param day the newest of a sensor
    /// @param at when it came
    private record News(LocalDate day, Instant at) {}

    IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.pollDuration = registry.timer(PREFIX + "poll.duration");
        registry.counter(PREFIX + "archive.errors");
        registry.counter(PREFIX + "look.faults");
        registry.counter(PREFIX + "quarantine.evicted");
        registry.gauge(PREFIX + "granules.to.come", toCome);
        registry.gauge(PREFIX + "granules.to.try.again", toTryAgain);
        for (LeftAlone reason : LeftAlone.values())
            leftAlone.put(
                    reason, registry.gauge(PREFIX + "left.alone", Tags.of("reason", reason.label()), new AtomicLong()));
        for (ProductRemark.Kind kind : ProductRemark.Kind.values())
            products.put(kind, registry.gauge(PREFIX + "products", Tags.of("state", kind.label()), new AtomicLong()));
        for (FailureAnswer.Reason reason : FailureAnswer.Reason.values()) putAside(Item.GRANULE, reason.label(), 0);
        putAside(Item.RETRACTION, FailureAnswer.Reason.FAULT.label(), 0);
        for (UnreadableRecordException.Reason reason : UnreadableRecordException.Reason.values())
            putAside(Item.LEDGER_RECORD, reason.label(), 0);
        // from 0 on, so that the first granule shows as an increase
        for (Sensor sensor : Sensor.builtIn())
            for (GranuleState.Outcome outcome : GranuleState.Outcome.values()) granules(sensor, outcome, 0);
        for (RefusedRecord.Flaw flaw : RefusedRecord.Flaw.values()) refusals(flaw);
    }

    private Counter refusals(RefusedRecord.Flaw flaw) {
        return registry.counter(PREFIX + "catalogue.records.refused", "reason", flaw.label());
    }

    void recordRefused(RefusedRecord refused) {
        refusals(refused.flaw()).increment();
    }

    private void granules(Sensor sensor, GranuleState.Outcome outcome, int count) {
        registry.counter(PREFIX + "granules", "sensor", sensor.label(), "outcome", label(outcome))
                .increment(count);
    }

    Timer pollDuration() {
        return pollDuration;
    }

    /// The archive has given its list.
    void archiveHasAnswered() {
        if (archiveAnsweredMs.getAndSet(registry.config().clock().wallTime()) == 0)
            Gauge.builder(PREFIX + "archive.answered.seconds", archiveAnsweredMs, ms -> ms.get() / 1000.0)
                    .description("When the archive last gave its list, seconds since 1970")
                    .register(registry);
    }

    /// When the archive last gave its list, empty before the first time.
    Optional<Instant> archiveAnswered() {
        final long ms = archiveAnsweredMs.get();
        return ms == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ms));
    }

    /// @param end of the archive's token, empty where it is not known
    void tokenEnds(Supplier<Optional<Instant>> end) {
        Gauge.builder(
                        PREFIX + "token.ends.seconds",
                        () -> end.get().map(at -> (double) at.getEpochSecond()).orElse(Double.NaN))
                .description("When the archive's token ends, seconds since 1970; NaN where it is not known")
                .register(registry);
    }

    void archiveError() {
        registry.counter(PREFIX + "archive.errors").increment();
    }

    void lookFault() {
        registry.counter(PREFIX + "look.faults").increment();
    }

    void putAside(Item item, String reason) {
        putAside(item, reason, 1);
    }

    private void putAside(Item item, String reason, int count) {
        registry.counter(PREFIX + "put.aside", "item", item.label, "reason", reason)
                .increment(count);
    }

    void evicted(int files) {
        registry.counter(PREFIX + "quarantine.evicted").increment(files);
    }

    /// Counts what is still to come.
    ///
    /// @param next hears of the next granule, new or not
    IntakeProgress following(Consumer<Granule> next) {
        return new IntakeProgress() {
            @Override
            public void begins(int granules) {
                toCome.set(granules);
            }

            @Override
            public void comesTo(Granule granule) {
                next.accept(granule);
            }

            @Override
            public void isDone(Granule granule) {
                toCome.decrementAndGet();
            }
        };
    }

    void toTryAgain(long granules) {
        toTryAgain.set(granules);
    }

    void leftAlone(Map<LeftAlone, Integer> counts) {
        leftAlone.forEach((reason, gauge) -> gauge.set(counts.getOrDefault(reason, 0)));
    }

    void products(List<ProductRemark> remarks) {
        products.forEach((kind, gauge) -> gauge.set(
                remarks.stream().filter(remark -> remark.kind() == kind).count()));
    }

    void committed(GranuleState state, Iterable<? extends ObservationRecord> observations) {
        final Tags sensor = Tags.of("sensor", state.sensor().label());
        granules(state.sensor(), state.outcome(), 1);
        int accepted = state.soundings();
        for (Map.Entry<String, Integer> reason : state.rejected().entrySet()) {
            registry.counter(PREFIX + "soundings", sensor.and("outcome", reason.getKey()))
                    .increment(reason.getValue());
            accepted -= reason.getValue();
        }
        // a quarantined granule may not even say how many soundings it has
        if (state.outcome() == GranuleState.Outcome.PUBLISHED)
            registry.counter(PREFIX + "soundings", sensor.and("outcome", "accepted"))
                    .increment(accepted);
        for (ObservationRecord observation : observations)
            if (observation instanceof Superobservation one)
                registry.counter(
                                PREFIX + "superobservations",
                                sensor.and("domain", one.domain(), "withheld", Boolean.toString(one.withheld())))
                        .increment();
        known(state);
        written(state, Instant.ofEpochMilli(registry.config().clock().wallTime()));
    }

    /// Shows of each of these sensors when it last brought anything newer; before it has, when ingest began.
    void follow(Set<Sensor> sensors) {
        final double begun = registry.config().clock().wallTime() / 1000.0;
        for (Sensor sensor : sensors) {
            // from 0 on, as those that come with the program
            for (GranuleState.Outcome outcome : GranuleState.Outcome.values()) granules(sensor, outcome, 0);
            Gauge.builder(PREFIX + "sensor.news.seconds", () -> {
                        final News last = news.get(sensor);
                        return last == null ? begun : last.at().toEpochMilli() / 1000.0;
                    })
                    .tag("sensor", sensor.label())
                    .register(registry);
        }
    }

    /// An entry of the ledger, and when it was written; in the order of the ledger.
    void written(GranuleState state, Instant at) {
        if (state.outcome() == GranuleState.Outcome.PUBLISHED)
            news.merge(
                    state.sensor(),
                    new News(state.day(), at),
                    (before, now) -> now.day().isAfter(before.day()) ? now : before);
    }

    /// An entry of the ledger, new or from an earlier run.
    void known(GranuleState state) {
        if (state.outcome() != GranuleState.Outcome.PUBLISHED) return;
        lastDaySeconds
                .computeIfAbsent(state.sensor(), this::lastDayGauge)
                .accumulateAndGet(epochSeconds(state.day()), Math::max);
    }

    private AtomicLong lastDayGauge(Sensor sensor) {
        final AtomicLong seconds = new AtomicLong(Long.MIN_VALUE);
        Gauge.builder(PREFIX + "last.granule.day.seconds", seconds, AtomicLong::doubleValue)
                .tag("sensor", sensor.label())
                .strongReference(true)
                .register(registry);
        return seconds;
    }

    private static long epochSeconds(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static String label(GranuleState.Outcome outcome) {
        return switch (outcome) {
            case PUBLISHED -> "published";
            case QUARANTINED -> "quarantined";
            case SUPERSEDED -> "superseded";
            case RETRACTED -> "retracted";
        };
    }
}
