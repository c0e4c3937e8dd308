package org.fluxwatch.publish.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.inbound.InboundEvents;
import org.fluxwatch.publish.inbound.Rejection;

/// Gauges show the latest day of each domain and system; they are a function of its product, so a restart restores
/// them from the file. Counters count what this process did.
public final class PublishMetrics implements InboundEvents {
    private static final DateTimeFormatter PRODUCED = DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);

    private final MeterRegistry registry;
    private final double outlierPpm;
    private final Map<String, MultiGauge> gauges = new TreeMap<>();
    private final Map<AnalysedDomain, DayProduct> latest = new TreeMap<>();
    private final Map<AnalysedDomain, AtomicInteger> damaged = new TreeMap<>();

    /// @param outlierPpm an innovation beyond this is an outlier
    public PublishMetrics(MeterRegistry registry, Set<AnalysedDomain> days, double outlierPpm) {
        this.registry = registry;
        this.outlierPpm = outlierPpm;
        // from 0 on, so that the first one shows as an increase
        for (AnalysedDomain analysed : days) {
            outliers(analysed, 0);
            for (DayOutcome outcome : DayOutcome.values()) day(analysed, outcome, 0);
            damaged.put(
                    analysed,
                    registry.gauge("fluxwatch_publish_products_damaged", tags(analysed), new AtomicInteger()));
        }
        for (String topic : List.of(Topics.ANALYSES.name(), Topics.INNOVATIONS.name())) {
            registry.counter("fluxwatch_publish_records", "topic", topic);
            for (Rejection reason : Rejection.values()) rejected(topic, reason, 0);
        }
    }

    @Override
    public void read(String topic) {
        registry.counter("fluxwatch_publish_records", "topic", topic).increment();
    }

    @Override
    public void rejected(String topic, Rejection reason) {
        rejected(topic, reason, 1);
    }

    private void rejected(String topic, Rejection reason, int count) {
        registry.counter("fluxwatch_publish_records_rejected", "topic", topic, "reason", reason.label())
                .increment(count);
    }

    @Override
    public void day(AnalysedDomain analysed, DayOutcome outcome) {
        day(analysed, outcome, 1);
    }

    private void day(AnalysedDomain analysed, DayOutcome outcome, int count) {
        registry.counter("fluxwatch_publish_days", tags(analysed).and("outcome", outcome.label()))
                .increment(count);
    }

    private void outliers(AnalysedDomain analysed, int count) {
        registry.counter("fluxwatch_publish_innovation_outliers", tags(analysed))
                .increment(count);
    }

    private static Tags tags(AnalysedDomain analysed) {
        return Tags.of("domain", analysed.domain(), "system", analysed.system().label());
    }

    /// How many of a system's files of a domain that were looked at are damaged.
    public void damaged(AnalysedDomain analysed, int files) {
        Objects.requireNonNull(damaged.get(analysed), () -> "settings have no " + analysed)
                .set(files);
    }

    /// A day that was written now.
    public void published(DayProduct product) {
        outliers(
                product.analysis().identity().analysed(),
                Departures.of(product.innovations(), outlierPpm).outliers());
        show(product);
    }

    /// A day that is in a file. An older one than shown changes nothing.
    public synchronized void show(DayProduct product) {
        final AnalysisIdentity identity = product.analysis().identity();
        final DayProduct shown = latest.get(identity.analysed());
        if (shown != null && shown.analysis().identity().day().isAfter(identity.day())) return;
        final Map<AnalysedDomain, DayProduct> now = new TreeMap<>(latest);
        now.put(identity.analysed(), product);
        final Rows rows = new Rows();
        for (DayProduct day : now.values()) fill(rows, day);
        latest.putAll(now);
        rows.byMetric.forEach((metric, values) -> gauge(metric).register(values, true));
        // a metric without any row now, such as the scores of a day without observations
        gauges.forEach((metric, gauge) -> {
            if (!rows.byMetric.containsKey(metric)) gauge.register(List.of(), true);
        });
    }

    private MultiGauge gauge(String metric) {
        return gauges.computeIfAbsent(metric, name -> MultiGauge.builder(name).register(registry));
    }

    private void fill(Rows rows, DayProduct product) {
        final DailyAnalysis day = product.analysis();
        final Tags tags = tags(day.identity().analysed());
        rows.add("fluxwatch_publish_analysis_day_seconds", tags, (double)
                day.identity().begin().getEpochSecond());
        rows.add("fluxwatch_publish_analysis_revision", tags, day.identity().revision());
        rows.add(
                "fluxwatch_publish_sensors_missing",
                tags,
                day.sources().missingSensors().size());
        rows.add("fluxwatch_publish_stand_ins", tags, (double) day.sources().standIns().stream()
                .filter(StandIn.ofGranules()::contains)
                .count());
        day.counts()
                .byStatus()
                .forEach((status, count) ->
                        rows.add("fluxwatch_publish_observations", tags.and("status", status), count));
        final Departures departures = Departures.of(product.innovations(), outlierPpm);
        rows.add("fluxwatch_publish_outlier_share", tags, departures.outlierShare());
        rows.add("fluxwatch_publish_innovation_largest_ppm", tags, departures.largestPpm());
        switch (day.diagnostics()) {
            case DailyAnalysis.Filter filter -> fill(rows, tags, filter);
        }
        for (RegionFlux region : day.regions()) fill(rows, tags.and("region", region.region()), region);
        latencies(day)
                .forEach((sensor, latency) -> rows.add(
                        "fluxwatch_publish_granule_latency_seconds", tags.and("sensor", sensor.label()), (double)
                                latency.toSeconds()));
    }

    private static void fill(Rows rows, Tags tags, DailyAnalysis.Filter filter) {
        rows.add("fluxwatch_publish_chi_square", tags, filter.chiSquare());
        filter.statistics().forEach((name, scores) -> {
            if (!ofOneStation(name)) fill(rows, tags, name, scores);
        });
    }

    /// Such as `station:NAME/AN`: in the product and on the page, but a label value for every station there ever
    /// was is too much for a store of metrics.
    private static boolean ofOneStation(String name) {
        return name.indexOf(':') >= 0;
    }

    /// @param name set and lane, such as `withheld/AN`
    private static void fill(Rows rows, Tags ofDay, String name, Scores scores) {
        final int slash = name.indexOf('/');
        final Tags tags = ofDay.and("set", slash < 0 ? name : name.substring(0, slash))
                .and("lane", slash < 0 ? "" : name.substring(slash + 1));
        rows.add("fluxwatch_publish_innovation_count", tags, scores.count());
        rows.add("fluxwatch_publish_innovation_bias_ppm", tags, scores.biasPpm());
        rows.add("fluxwatch_publish_innovation_rmse_ppm", tags, scores.rmsePpm());
        rows.add("fluxwatch_publish_innovation_mae_ppm", tags, scores.maePpm());
    }

    private static void fill(Rows rows, Tags tags, RegionFlux region) {
        rows.add("fluxwatch_publish_region_flux_prior_tgc_per_day", tags, region.priorTgCPerDay());
        rows.add("fluxwatch_publish_region_flux_prior_spread_tgc_per_day", tags, region.priorSpreadTgCPerDay());
        rows.add("fluxwatch_publish_region_flux_analysis_tgc_per_day", tags, region.analysisTgCPerDay());
        rows.add("fluxwatch_publish_region_flux_analysis_spread_tgc_per_day", tags, region.analysisSpreadTgCPerDay());
    }

    /// From the end of the day to the production of its granule, by sensor; the longest where there are several.
    private static Map<Sensor, Duration> latencies(DailyAnalysis day) {
        final Map<Sensor, Duration> latencies = new TreeMap<>();
        for (DailyAnalysis.Granule granule : day.sources().granules())
            try {
                final LocalDateTime produced =
                        LocalDateTime.parse(granule.version().produced(), PRODUCED);
                final Duration latency =
                        Duration.between(day.identity().day().plusDays(1).atStartOfDay(), produced);
                latencies.merge(granule.sensor(), latency, (a, b) -> a.compareTo(b) > 0 ? a : b);
            } catch (DateTimeParseException e) {
                // GOSAT's older names carry no time of production
            }
        return latencies;
    }

    /// Rows by metric; what is NaN has no row.
    private static final class Rows {
        private final Map<String, List<MultiGauge.Row<?>>> byMetric = new TreeMap<>();

        void add(String metric, Tags tags, double value) {
            if (Double.isNaN(value)) return;
            byMetric.computeIfAbsent(metric, name -> new ArrayList<>()).add(MultiGauge.Row.of(tags, value));
        }
    }
}
