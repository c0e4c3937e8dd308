package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The queries of every panel, annotation and variable of Grafana's dashboards, asked until each has had data.
final class DashboardQueries {
    private static final Path DASHBOARDS = Path.of("../../grafana/dashboards");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

    private final Map<String, String> open = new LinkedHashMap<>();
    private final String rateInterval;

    /// Prometheus's answers, JSON.
    interface Prometheus {
        String query(String expression, Instant at) throws Exception;

        String query(String expression, Instant from, Instant to, Duration step) throws Exception;
    }

    /// @param rateInterval a few scrapes, as Prometheus writes it
    DashboardQueries(String rateInterval) throws Exception {
        this.rateInterval = rateInterval;
        final List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(DASHBOARDS)) {
            all.sorted().forEach(files::add);
        }
        for (Path file : files) read(new ObjectMapper().readTree(file.toFile()));
        assertThat(open).hasSizeGreaterThan(70);
    }

    private void read(JsonNode dashboard) {
        for (JsonNode annotation : dashboard.at("/annotations/list"))
            // alerts are of rules, which need not be loaded; the others mark what need not have happened
            put(
                    annotation.at("/target/expr").asText().replaceAll(" > 0$", ""),
                    dashboard,
                    annotation.get("name").asText());
        for (JsonNode variable : dashboard.at("/templating/list")) {
            final Matcher values =
                    LABEL_VALUES.matcher(variable.at("/query/query").asText());
            if (values.matches())
                put(
                        "count by (%s) (%s{%s!=''})".formatted(values.group(2), values.group(1), values.group(2)),
                        dashboard,
                        "$" + variable.get("name").asText());
        }
        for (JsonNode panel : dashboard.get("panels"))
            for (JsonNode target : panel.path("targets"))
                put(target.get("expr").asText(), dashboard, panel.get("title").asText());
    }

    /// With all values of each variable.
    private void put(String asked, JsonNode dashboard, String title) {
        final String expression =
                asked.replaceAll("\\$(domain|system|sensor|region)", ".*").replace("$__rate_interval", rateInterval);
        if (!isOfLater(expression)) open.put(expression, dashboard.get("title").asText() + ": " + title);
    }

    /// What a few days of an invented world need not have.
    private static boolean isOfLater(String expression) {
        return GrafanaMetrics.OF_LONGER_RUNS.stream().anyMatch(expression::contains);
    }

    int size() {
        return open.size();
    }

    /// @param first day of the world
    void requireData(Prometheus prometheus, LocalDate first, int days, Duration patience) throws Exception {
        for (Instant end = Instant.now().plus(patience);
                !open.isEmpty() && Instant.now().isBefore(end); ) {
            for (String expression : List.copyOf(open.keySet()))
                if (hasData(prometheus, expression, first, days)) open.remove(expression);
            if (!open.isEmpty()) Thread.sleep(2000);
        }
        assertThat(open).as("queries without data").isEmpty();
    }

    private static boolean hasData(Prometheus prometheus, String expression, LocalDate first, int days)
            throws Exception {
        final Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        final String answer = expression.contains("fluxwatch_event_")
                ? prometheus.query(expression, from, from.plus(Duration.ofDays(days)), Duration.ofDays(1))
                : prometheus.query(expression, Instant.now());
        final JsonNode read = new ObjectMapper().readTree(answer);
        assertThat(read.get("status").asText()).as(expression + ": " + answer).isEqualTo("success");
        return !read.at("/data/result").isEmpty();
    }
}
