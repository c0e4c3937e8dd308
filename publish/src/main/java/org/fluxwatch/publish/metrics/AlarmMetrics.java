package org.fluxwatch.publish.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.DayAlarms.Alarm;
import org.fluxwatch.contract.record.DayAlarms.Range;
import org.fluxwatch.contract.record.DayAlarms.Statistic;
import org.fluxwatch.contract.record.DayAlarms.Statistics;
import org.fluxwatch.contract.record.DayAlarms.Watched;

/// The latest watched day of each domain and system: statistics by sensor and mode, and alarms. Rules only pass them
/// on.
public final class AlarmMetrics {
    private static final String ALARM = "fluxwatch_publish_alarm";

    /// Of a sensor that is judged, and without an alarm. One that is not, having too few observations, says nothing: it
    /// has the alarm that it had, or no series.
    private static final String NONE = "none";

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            ALARM,
            "alarm on a sensor's observations: 0 none, 1 slight, 2 considerable, 3 severe",
            "fluxwatch_publish_departure_count",
            "observations that were assimilated, gated or withheld",
            "fluxwatch_publish_departure_mean_ppm",
            "mean of observed minus background",
            "fluxwatch_publish_departure_mean_low_ppm",
            "soft limit below of the mean of observed minus background",
            "fluxwatch_publish_departure_mean_high_ppm",
            "soft limit above of the mean of observed minus background",
            "fluxwatch_publish_departure_sd_ppm",
            "standard deviation of observed minus background",
            "fluxwatch_publish_departure_chi_square",
            "chi-square of the assimilated observations",
            "fluxwatch_publish_departure_gated_ratio",
            "share of the observations not withheld that were gated",
            "fluxwatch_publish_analysis_departure_mean_ppm",
            "mean of observed minus analysis, assimilated",
            "fluxwatch_publish_analysis_departure_sd_ppm",
            "standard deviation of observed minus analysis, assimilated");

    private final Map<String, MultiGauge> gauges = new TreeMap<>();
    private final Map<AnalysedDomain, DayAlarms> latest = new TreeMap<>();

    AlarmMetrics(MeterRegistry registry) {
        DESCRIPTIONS.forEach((name, description) -> gauges.put(
                name, MultiGauge.builder(name).description(description).register(registry)));
    }

    /// An older day than shown changes nothing.
    public synchronized void show(DayAlarms day) {
        final AnalysedDomain analysed = day.identity().analysed();
        final DayAlarms shown = latest.get(analysed);
        if (shown != null && shown.identity().day().isAfter(day.identity().day())) return;
        latest.put(analysed, day);
        final Rows rows = new Rows();
        latest.values().forEach(one -> fill(rows, one));
        gauges.forEach((name, gauge) -> gauge.register(rows.byMetric.getOrDefault(name, List.of()), true));
    }

    private static void fill(Rows rows, DayAlarms day) {
        final Tags tags = PublishMetrics.tags(day.identity().analysed());
        for (Watched watched : day.watched()) {
            departures(
                    rows,
                    tags.and("sensor", watched.sensor().label(), "mode", watched.mode()),
                    watched.statistics(),
                    watched.check(Statistic.OMB_MEAN).soft());
            if (watched.mode().equals(DayAlarms.ALL_MODES)
                    && !watched.checks().isEmpty()
                    && day.alarms().stream().noneMatch(alarm -> alarm.sensor().equals(watched.sensor())))
                rows.add(
                        ALARM,
                        tags.and("sensor", watched.sensor().label(), "mode", DayAlarms.ALL_MODES)
                                .and("statistic", NONE, "side", NONE),
                        0);
        }
        for (Alarm alarm : day.alarms())
            rows.add(
                    ALARM,
                    tags.and("sensor", alarm.sensor().label(), "mode", alarm.mode())
                            .and(
                                    "statistic",
                                    alarm.statistic().label(),
                                    "side",
                                    alarm.side().label()),
                    alarm.severity().ordinal());
    }

    private static void departures(Rows rows, Tags tags, Statistics day, Range soft) {
        rows.add("fluxwatch_publish_departure_count", tags, day.count());
        rows.add("fluxwatch_publish_departure_mean_ppm", tags, day.ombMeanPpm());
        rows.add("fluxwatch_publish_departure_mean_low_ppm", tags, soft.low());
        rows.add("fluxwatch_publish_departure_mean_high_ppm", tags, soft.high());
        rows.add("fluxwatch_publish_departure_sd_ppm", tags, day.ombSdPpm());
        rows.add("fluxwatch_publish_departure_chi_square", tags, day.chiSquare());
        rows.add("fluxwatch_publish_departure_gated_ratio", tags, day.gatedShare());
        rows.add("fluxwatch_publish_analysis_departure_mean_ppm", tags, day.omaMeanPpm());
        rows.add("fluxwatch_publish_analysis_departure_sd_ppm", tags, day.omaSdPpm());
    }
}
