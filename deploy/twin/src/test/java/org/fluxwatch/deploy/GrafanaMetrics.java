package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of fluxwatch's metrics: those that dashboards and alert rules ask for, and those that a service has.
final class GrafanaMetrics {
    private static final Path GRAFANA = Path.of("../../grafana");
    private static final Pattern METRIC = Pattern.compile("\\bfluxwatch_[a-z0-9_]+");

    /// Those of an inversion's domain, which publish's own tests look at.
    static final Set<String> OF_INVERSION = Set.of(
            "fluxwatch_publish_month_days_in",
            "fluxwatch_publish_degrees_of_freedom",
            "fluxwatch_publish_lost_share",
            "fluxwatch_publish_observations_unused",
            "fluxwatch_publish_methods_difference");

    private GrafanaMetrics() {}

    /// In `grafana/dashboards/*.json` and `grafana/alerts/*.yaml`.
    static Set<String> named() throws IOException {
        final Set<String> names = new TreeSet<>();
        for (String folder : new String[] {"dashboards", "alerts"})
            try (Stream<Path> files = Files.list(GRAFANA.resolve(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) names.addAll(in(Files.readString(file)));
            }
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
