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
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.inbound.InboundEvents;
import org.fluxwatch.publish.inbound.Rejection;

/// Gauges show the latest day of each domain; they are a function of its product, so a restart restores them from the
/// file. Counters count what this process did.
public final class PublishMetrics implements InboundEvents {
    private static final DateTimeFormatter PRODUCED = DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);

    private final MeterRegistry registry;
    private final double outlierPpm;
    private final Map<String, MultiGauge> gauges = new TreeMap<>();
    private final Map<String, DayProduct> latest = new TreeMap<>();
    private final Map<String, AtomicInteger> damaged = new TreeMap<>();

    /// @param outlierPpm an innovation beyond this is an outlier
    public PublishMetrics(MeterRegistry registry, Set<String> domains, double outlierPpm) {
        this.registry = registry;
        this.outlierPpm = outlierPpm;
        // from 0 on, so that the first one shows as an increase
        for (String domain : domains) {
            outliers(domain, 0);
            for (DayOutcome outcome : DayOutcome.values()) day(domain, outcome, 0);
            damaged.put(
                    domain,
                    registry.gauge(
                            "fluxwatch_publish_products_damaged", Tags.of("domain", domain), new AtomicInteger()));
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
    public void day(String domain, DayOutcome outcome) {
        day(domain, outcome, 1);
    }

    private void day(String domain, DayOutcome outcome, int count) {
        registry.counter("fluxwatch_publish_days", "domain", domain, "outcome", outcome.label())
                .increment(count);
    }

    private void outliers(String domain, int count) {
        registry.counter("fluxwatch_publish_innovation_outliers", "domain", domain)
                .increment(count);
    }

    /// How many of a domain's files that were looked at are damaged.
    public void damaged(String domain, int files) {
        damaged.get(domain).set(files);
    }

    /// A day that was written now.
    public void published(DayProduct product) {
        outliers(
                product.analysis().domain(),
                Departures.of(product.innovations(), outlierPpm).outliers());
        show(product);
    }

    /// A day that is in a file. An older one than shown changes nothing.
    public synchronized void show(DayProduct product) {
        final DayProduct shown = latest.get(product.analysis().domain());
        if (shown != null && shown.analysis().day().isAfter(product.analysis().day())) return;
        final Map<String, DayProduct> now = new TreeMap<>(latest);
        now.put(product.analysis().domain(), product);
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
        final Tags domain = Tags.of("domain", day.domain());
        rows.add("fluxwatch_publish_analysis_day_seconds", domain, day.begin().getEpochSecond());
        rows.add("fluxwatch_publish_analysis_revision", domain, day.revision());
        rows.add("fluxwatch_publish_chi_square", domain, day.chiSquare());
        rows.add(
                "fluxwatch_publish_sensors_missing",
                domain,
                day.missingSensors().size());
        rows.add("fluxwatch_publish_stand_ins", domain, day.standIns().size());
        day.counts()
                .forEach((status, count) ->
                        rows.add("fluxwatch_publish_observations", domain.and("status", status), count));
        final Departures departures = Departures.of(product.innovations(), outlierPpm);
        rows.add("fluxwatch_publish_outlier_share", domain, departures.outlierShare());
        rows.add("fluxwatch_publish_innovation_largest_ppm", domain, departures.largestPpm());
        day.statistics().forEach((name, scores) -> {
            if (!ofOneStation(name)) fill(rows, domain, name, scores);
        });
        for (RegionFlux region : day.regions()) fill(rows, domain.and("region", region.region()), region);
        latencies(day)
                .forEach((sensor, latency) -> rows.add(
                        "fluxwatch_publish_granule_latency_seconds",
                        domain.and("sensor", sensor.label()),
                        latency.toSeconds()));
    }

    /// Such as `station:NAME/AN`: in the product and on the page, but a label value for every station there ever was
    /// is too much for a store of metrics.
    private static boolean ofOneStation(String name) {
        return name.indexOf(':') >= 0;
    }

    /// @param name set and lane, such as `withheld/AN`
    private static void fill(Rows rows, Tags domain, String name, Scores scores) {
        final int slash = name.indexOf('/');
        final Tags tags = domain.and("set", slash < 0 ? name : name.substring(0, slash))
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
        for (DailyAnalysis.Granule granule : day.granules())
            try {
                final LocalDateTime produced =
                        LocalDateTime.parse(granule.version().produced(), PRODUCED);
                final Duration latency = Duration.between(day.day().plusDays(1).atStartOfDay(), produced);
                latencies.merge(granule.sensor(), latency, (a, b) -> a.compareTo(b) > 0 ? a : b);
            } catch (DateTimeParseException e) {
                continue; // GOSAT's older names carry no time of production
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
