package org.fluxwatch.publish.metrics;

import java.util.Map;
import org.fluxwatch.contract.service.MetricHelp;

/// What stands before the values of publish's metrics where Prometheus reads them.
public final class PublishMetricHelp {
    public static final MetricHelp HELP = new MetricHelp(Map.ofEntries(
            Map.entry(
                    "fluxwatch_publish_analysis_day_seconds",
                    "Midnight at which the latest day begins that the newest file knows of, seconds since 1970"),
            Map.entry("fluxwatch_publish_revisions", "Days and months written whose revision is above 0"),
            Map.entry(
                    "fluxwatch_publish_chi_square_days_out",
                    "Of the filter's latest five days, those with a chi-square out of 0.3 to 2.5"),
            Map.entry("fluxwatch_publish_analysis_revision", "Revision of the latest day or month"),
            Map.entry(
                    "fluxwatch_publish_observations",
                    "Observations of the latest day or month by what was done with them"),
            Map.entry("fluxwatch_publish_innovation_count", "Observations behind a score of the latest day or month"),
            Map.entry(
                    "fluxwatch_publish_innovation_bias_ppm",
                    "Mean of observed minus simulated of the latest day or month"),
            Map.entry(
                    "fluxwatch_publish_innovation_rmse_ppm",
                    "Root mean square of observed minus simulated of the latest day or month"),
            Map.entry(
                    "fluxwatch_publish_innovation_mae_ppm",
                    "Mean absolute of observed minus simulated of the latest day or month"),
            Map.entry(
                    "fluxwatch_publish_innovation_largest_ppm",
                    "Greatest absolute o - b of satellites of the latest day, assimilated or gated"),
            Map.entry(
                    "fluxwatch_publish_outlier_ratio",
                    "Part of the latest day's observations that lie beyond publish.outlier-ppm"),
            Map.entry("fluxwatch_publish_innovation_outliers", "Outliers of all days published"),
            Map.entry(
                    "fluxwatch_publish_sensor_outlier_ratio",
                    "Part of a sensor's observations of the latest day that lie beyond publish.outlier-ppm"),
            Map.entry(
                    "fluxwatch_publish_sensor_innovation_largest_ppm",
                    "Greatest absolute o - b of a sensor on the latest day, assimilated or gated"),
            Map.entry(
                    "fluxwatch_publish_chi_square",
                    "Chi-square of the latest innovations; 1 when the analysis is consistent"),
            Map.entry(
                    "fluxwatch_publish_region_flux_prior_tgc_per_day",
                    "Natural flux of a region by the prior, TgC per day, positive to the air"),
            Map.entry("fluxwatch_publish_region_flux_prior_spread_tgc_per_day", "Its standard deviation"),
            Map.entry(
                    "fluxwatch_publish_region_flux_analysis_tgc_per_day",
                    "Natural flux of a region as analysed, TgC per day, positive to the air"),
            Map.entry("fluxwatch_publish_region_flux_analysis_spread_tgc_per_day", "Its standard deviation"),
            Map.entry("fluxwatch_publish_month_days_in", "Days of the inversion's month whose observations are in"),
            Map.entry("fluxwatch_publish_degrees_of_freedom", "Trace of the averaging kernel of the inversion's month"),
            Map.entry("fluxwatch_publish_lost_ratio", "Mean part of the month's rows whose origin is not known"),
            Map.entry(
                    "fluxwatch_publish_observations_unused",
                    "Observations of the inversion's month that were not used, by reason"),
            Map.entry(
                    "fluxwatch_publish_methods_difference",
                    "Inversion less filter in units of their joint uncertainty"),
            Map.entry(
                    "fluxwatch_publish_granule_latency_seconds",
                    "From the end of the latest day to the production of its granule"),
            Map.entry("fluxwatch_publish_sensors_missing", "Expected sensors that the latest day lacks"),
            Map.entry("fluxwatch_publish_stand_ins", "Kinds of stand-in in the latest day's granules"),
            Map.entry("fluxwatch_publish_days", "Days by what became of them"),
            Map.entry("fluxwatch_publish_days_begun", "Days that lack records"),
            Map.entry(
                    "fluxwatch_publish_day_begun_seconds",
                    "Since the oldest begun day has its first record; 0 without any"),
            Map.entry("fluxwatch_publish_days_unwritten", "Whole days that wait for the disk"),
            Map.entry("fluxwatch_publish_products_damaged", "Product files that are damaged, of those looked at"),
            Map.entry("fluxwatch_publish_rollups_pending", "Months to be made, and domains to be looked through"),
            Map.entry("fluxwatch_publish_records", "Records read"),
            Map.entry("fluxwatch_publish_records_rejected", "Records that became dead letters, by reason"),
            Map.entry(
                    "fluxwatch_publish_lag_records",
                    "Records between what publish has read and the end of the topic")));

    private PublishMetricHelp() {}
}
