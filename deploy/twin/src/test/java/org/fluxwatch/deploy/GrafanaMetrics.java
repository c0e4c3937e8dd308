package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of fluxwatch's metrics: those that dashboards and alert rules ask for, and those that a service has.
final class GrafanaMetrics {
    private static final Path GRAFANA = Path.of("../../grafana");
    private static final Pattern METRIC = Pattern.compile("\\bfluxwatch_[a-z0-9_]+");

    /// Those of an inversion's domain, soft limits, which take ten observed days, and alarms, of which there need be
    /// none: publish's own tests look at them.
    static final Set<String> OF_LONGER_RUNS = Set.of(
            "ALERTS{",
            "fluxwatch_event_alarm",
            "fluxwatch_event_departure_mean_low_ppm",
            "fluxwatch_event_departure_mean_high_ppm",
            "fluxwatch_publish_departure_mean_low_ppm",
            "fluxwatch_publish_departure_mean_high_ppm",
            "fluxwatch_publish_month_days_in",
            "fluxwatch_publish_degrees_of_freedom",
            "fluxwatch_publish_lost_ratio",
            "fluxwatch_publish_observations_unused",
            "fluxwatch_publish_methods_difference");

    private GrafanaMetrics() {}

    /// Not in a scrape: series of product files, which Prometheus asks for.
    private static boolean isElsewhere(String name) {
        return name.startsWith("fluxwatch_event_");
    }

    /// Every metric has a text that says what it is.
    ///
    /// @param scrape the answer of `/metrics`
    static void requireHelp(String scrape) {
        final Set<String> explained = new HashSet<>();
        for (String line : scrape.lines().toList()) {
            final String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                assertThat(words).as(line).hasSize(4);
                assertThat(words[3].strip()).as(line).hasSizeGreaterThan(3);
                explained.add(words[2]);
            } else if (line.startsWith("# TYPE ")) assertThat(explained).contains(words[2]);
        }
        assertThat(explained).hasSizeGreaterThan(10);
    }

    /// In `grafana/dashboards/*.json` and `grafana/alerts/*.yaml`.
    static Set<String> named() throws IOException {
        final Set<String> names = new TreeSet<>();
        for (String folder : new String[] {"dashboards", "alerts"})
            try (Stream<Path> files = Files.list(GRAFANA.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) names.addAll(in(Files.readString(file)));
            }
        names.removeIf(GrafanaMetrics::isElsewhere);
        assertThat(names).hasSizeGreaterThan(20);
        return names;
    }

    /// @param scrape the answer of `/metrics`
    static Set<String> scraped(String scrape) {
        return in(scrape.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n")));
    }

    private static Set<String> in(String text) {
        return METRIC.matcher(text)
                .results()
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
