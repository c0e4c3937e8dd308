package org.fluxwatch.publish.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.comparison.MethodDifference;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.MonthProduct;
import org.fluxwatch.publish.daily.Product;
import org.fluxwatch.publish.inbound.InboundEvents;
import org.fluxwatch.publish.inbound.Rejection;

/// Gauges show the latest day or month of each domain and system; they are a function of its product, so a restart
/// restores them from the file. Counters count what this process did.
public final class PublishMetrics implements InboundEvents {
    private static final DateTimeFormatter PRODUCED = DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);

    private static final String DAYS_OUT = "fluxwatch_publish_chi_square_days_out";
    private static final String DIFFERENCE = "fluxwatch_publish_methods_difference";

    /// Where a consistent filter's chi-square is, about 1, with room for a day of few observations.
    private static final double CHI_SQUARE_LOW = 0.3;

    private static final double CHI_SQUARE_HIGH = 2.5;

    private final MeterRegistry registry;
    private final double outlierPpm;
    private final Map<String, MultiGauge> gauges = new TreeMap<>();
    private final AlarmMetrics alarms;
    private final Map<AnalysedDomain, Product> latest = new TreeMap<>();
    private final Map<AnalysedDomain, Integer> chiSquares = new TreeMap<>();
    private final Map<AnalysedDomain, AtomicInteger> damaged = new ConcurrentSkipListMap<>();

    /// @param days whose counters are there from the start
    /// @param outlierPpm an innovation beyond this is an outlier
    public PublishMetrics(MeterRegistry registry, Set<AnalysedDomain> days, double outlierPpm) {
        this.registry = registry;
        this.outlierPpm = outlierPpm;
        this.alarms = new AlarmMetrics(registry);
        // from 0 on, so that the first one shows as an increase
        for (AnalysedDomain analysed : days) {
            outliers(analysed, 0);
            revised(analysed, 0);
            for (DayOutcome outcome : DayOutcome.values()) day(analysed, outcome, 0);
            damaged.put(analysed, damagedGauge(analysed));
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

    static Tags tags(AnalysedDomain analysed) {
        return Tags.of("domain", analysed.domain(), "system", analysed.system().label());
    }

    /// How many of a system's files of a domain that were looked at are damaged.
    public void damaged(AnalysedDomain analysed, int files) {
        if (files > 0 || damaged.containsKey(analysed))
            damaged.computeIfAbsent(analysed, this::damagedGauge).set(files);
    }

    private AtomicInteger damagedGauge(AnalysedDomain analysed) {
        return Objects.requireNonNull(
                registry.gauge("fluxwatch_publish_products_damaged", tags(analysed), new AtomicInteger()));
    }

    private void revised(AnalysedDomain analysed, int count) {
        registry.counter("fluxwatch_publish_revisions", tags(analysed)).increment(count);
    }

    /// A day or month that was written now.
    public void published(Product product) {
        if (product.identity().revision() > 0) revised(product.identity().analysed(), 1);
        switch (product) {
            case DayProduct day ->
                outliers(
                        day.identity().analysed(),
                        Departures.of(day.innovations(), outlierPpm).outliers());
            case MonthProduct _ -> {} // its observations come again with every day
        }
        show(product);
    }

    /// A day or month that is in a file. An older one than shown changes nothing.
    public synchronized void show(Product product) {
        final AnalysedDomain analysed = product.identity().analysed();
        final Product shown = latest.get(analysed);
        if (shown != null && shown.begin().isAfter(product.begin())) return;
        final Map<AnalysedDomain, Product> now = new TreeMap<>(latest);
        now.put(analysed, product);
        final Rows rows = new Rows();
        for (Product one : now.values()) fill(rows, one);
        latest.putAll(now);
        rows.byMetric.forEach((metric, values) -> gauge(metric).register(values, true));
        // a metric without any row now, such as the scores of a day without observations
        gauges.forEach((metric, gauge) -> {
            if (!metric.equals(DIFFERENCE) && !metric.equals(DAYS_OUT) && !rows.byMetric.containsKey(metric))
                gauge.register(List.of(), true);
        });
    }

    /// What is shown of watched days.
    public AlarmMetrics alarms() {
        return alarms;
    }

    /// What the chi-squares of the latest days are like.
    ///
    /// @param latest of the filter's latest days, NaN where there is none
    public synchronized void chiSquares(AnalysedDomain analysed, List<Double> latest) {
        chiSquares.put(analysed, (int) latest.stream()
                .filter(one -> one < CHI_SQUARE_LOW || one > CHI_SQUARE_HIGH)
                .count());
        final Rows rows = new Rows();
        chiSquares.forEach((of, out) -> rows.add(DAYS_OUT, tags(of), out));
        gauge(DAYS_OUT).register(rows.byMetric.getOrDefault(DAYS_OUT, List.of()), true);
    }

    /// How far both methods are apart, in units of their joint uncertainty.
    public synchronized void compared(List<MethodDifference> differences) {
        final Rows rows = new Rows();
        for (MethodDifference one : differences)
            rows.add(
                    DIFFERENCE,
                    Tags.of(
                            "filter",
                            one.filter(),
                            "inversion",
                            one.inversion(),
                            "region",
                            one.region(),
                            "winds",
                            one.sameWinds() ? "same" : "other",
                            "rows",
                            one.independentRows() ? "independent" : "own"),
                    one.sigmas());
        gauge(DIFFERENCE).register(rows.byMetric.getOrDefault(DIFFERENCE, List.of()), true);
    }

    private MultiGauge gauge(String metric) {
        return gauges.computeIfAbsent(metric, name -> MultiGauge.builder(name).register(registry));
    }

    private void fill(Rows rows, Product product) {
        final Tags tags = tags(product.identity().analysed());
        rows.add("fluxwatch_publish_analysis_day_seconds", tags, (double)
                product.edition().asOf().toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC));
        rows.add("fluxwatch_publish_analysis_revision", tags, product.identity().revision());
        rows.add(
                "fluxwatch_publish_sensors_missing",
                tags,
                product.missingSensors().size());
        rows.add("fluxwatch_publish_stand_ins", tags, (double) product.standIns().stream()
                .filter(StandIn.ofGranules()::contains)
                .count());
        switch (product) {
            case DayProduct day -> fill(rows, tags, day);
            case MonthProduct month -> MonthRows.fill(rows, tags, month);
        }
    }

    private void fill(Rows rows, Tags tags, DayProduct product) {
        final DailyAnalysis day = product.analysis();
        rows.addAll(
                "fluxwatch_publish_observations", tags, "status", day.counts().byStatus());
        final Departures departures = Departures.of(product.innovations(), outlierPpm);
        rows.add("fluxwatch_publish_outlier_ratio", tags, departures.outlierShare());
        rows.add("fluxwatch_publish_innovation_largest_ppm", tags, departures.largestPpm());
        sensors(rows, tags, product.innovations());
        final DailyAnalysis.Filter filter = day.ofFilter();
        rows.add("fluxwatch_publish_chi_square", tags, filter.chiSquare());
        rows.addScores(tags, filter.statistics());
        for (RegionFlux region : day.regions())
            rows.addRegion(
                    tags.and("region", region.region()),
                    region.priorTgCPerDay(),
                    region.priorSpreadTgCPerDay(),
                    region.analysisTgCPerDay(),
                    region.analysisSpreadTgCPerDay());
        latencies(day)
                .forEach((sensor, latency) -> rows.add(
                        "fluxwatch_publish_granule_latency_seconds", tags.and("sensor", sensor.label()), (double)
                                latency.toSeconds()));
    }

    private void sensors(Rows rows, Tags all, List<Innovation> innovations) {
        final Map<Sensor, List<Innovation>> bySensor = innovations.stream()
                .collect(Collectors.groupingBy(one -> one.observation().sensor(), TreeMap::new, Collectors.toList()));
        bySensor.forEach((sensor, own) -> {
            final Departures departures = Departures.of(own, outlierPpm);
            if (departures.count() == 0) return;
            final Tags tags = all.and("sensor", sensor.label());
            rows.add("fluxwatch_publish_sensor_outlier_ratio", tags, departures.outlierShare());
            rows.add("fluxwatch_publish_sensor_innovation_largest_ppm", tags, departures.largestPpm());
        });
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
}
