package org.fluxwatch.publish.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Alarming;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.fluxwatch.publish.comparison.MethodDifference;
import org.fluxwatch.publish.health.Pipeline;
import org.junit.jupiter.api.Test;

/// The dashboards and the alert rules against the metrics there are, and against promtool.
class GrafanaFolderTest {
    private static final Path GRAFANA = Path.of("../grafana");
    private static final Path RULES = GRAFANA.resolve("alerts/fluxwatch-rules.yaml");
    private static final Pattern METRIC = Pattern.compile("fluxwatch_publish_[a-z0-9_]+");

    private static final Pattern SERIES = Pattern.compile("\\bfluxwatch_[a-z0-9_]+|\\bup\\b");

    /// Those that tests of heartbeats, alarms and roll-ups look at.
    private static final Set<String> ELSEWHERE = Set.of(
            "fluxwatch_publish_heartbeat_age_seconds",
            "fluxwatch_publish_services_running",
            "fluxwatch_publish_services_failed",
            "fluxwatch_publish_newest_written_seconds",
            "fluxwatch_publish_rollups_failing",
            "fluxwatch_publish_rollups_pending",
            "fluxwatch_publish_rollups_total",
            "fluxwatch_publish_rollup_failures_total");

    private static List<String> expressions(JsonNode node) {
        return node.findValuesAsText("expr");
    }

    private static List<JsonNode> dashboards() throws IOException {
        final List<JsonNode> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            for (Path file : files.sorted().toList()) dashboards.add(new ObjectMapper().readTree(file.toFile()));
        }
        assertThat(dashboards)
                .extracting(dashboard -> dashboard.get("uid").asText())
                .containsExactly("fluxwatch-assimilation", "fluxwatch-carbon", "fluxwatch-operations");
        return dashboards;
    }

    private static List<String> expressionsOfDashboards() throws IOException {
        final List<String> expressions = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) expressions.addAll(expressions(dashboard));
        return expressions;
    }

    private static JsonNode rules() throws IOException {
        return new YAMLMapper().readTree(RULES.toFile());
    }

    private static Set<String> named(List<String> texts) {
        return texts.stream()
                .flatMap(text -> METRIC.matcher(text).results())
                .map(match -> match.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> registered() {
        final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        final Settings settings = Days.settings(Path.of("unused"));
        new Pipeline(
                new Health(), registry, AnalysedDomain.all(settings.domains().keySet()), InstantSource.system());
        final PublishMetrics metrics = new PublishMetrics(
                registry, AnalysedDomain.all(settings.domains().keySet()), 5);
        metrics.published(Days.product("plane", settings.domains().get("plane").modelGrid(), Days.FIRST, 0, 20));
        metrics.alarms().show(Alarming.DAY);
        metrics.published(Months.day(LocalDate.of(2019, 5, 23), 0, 7).products().getFirst());
        metrics.chiSquares(new AnalysedDomain("plane", AssimilationSystem.FILTER), List.of(1.0));
        metrics.compared(List.of(new MethodDifference(
                "plane", "months", "north", YearMonth.of(2019, 5), 31, 23, false, 1, 1, 2, 1, 1, 1, 1, true, false)));
        return named(
                registry.scrape().lines().filter(line -> !line.startsWith("#")).toList());
    }

    @Test
    void dashboardAndRulesNameOnlyMetricsThatExist() throws IOException {
        final List<String> expressions = expressionsOfDashboards();
        expressions.addAll(expressions(rules()));
        assertThat(expressions).hasSizeGreaterThan(25);
        final Set<String> named = named(expressions);
        named.removeAll(ELSEWHERE);
        assertThat(registered()).containsAll(named);
    }

    @Test
    void everyMetricIsOnTheDashboardAndInTheReadme() throws IOException {
        final String readme = Files.readString(Path.of("README.md"));
        final Set<String> shown = named(expressionsOfDashboards());
        // a score's count stands beside it on the page
        shown.add("fluxwatch_publish_innovation_count");
        assertThat(shown).containsAll(registered());
        for (String metric : registered()) assertThat(readme).contains("`" + metric);
    }

    @Test
    void everyPanelHasItsOwnPlace() throws IOException {
        for (JsonNode dashboard : dashboards()) {
            final Set<String> cells = new TreeSet<>();
            for (JsonNode panel : dashboard.get("panels")) {
                final JsonNode at = panel.get("gridPos");
                for (int x = 0; x < at.get("w").asInt(); x++)
                    for (int y = 0; y < at.get("h").asInt(); y++)
                        assertThat(cells.add((at.get("x").asInt() + x) + ","
                                        + (at.get("y").asInt() + y)))
                                .as(panel.get("title").asText())
                                .isTrue();
            }
        }
    }

    /// Where a rule fires there are series of the same metric beside those that it fires for: that it was silent
    /// earlier would say only that it waits.
    @Test
    void everyRuleHasATestInWhichItFiresAndASeriesForWhichItNeverDoes() throws IOException {
        final Map<String, List<String>> metrics = new TreeMap<>();
        for (JsonNode rule : rules().findParents("alert"))
            metrics.put(
                    rule.get("alert").asText(),
                    SERIES.matcher(rule.get("expr").asText())
                            .results()
                            .map(match -> match.group())
                            .distinct()
                            .toList());
        final Set<String> firing = new TreeSet<>();
        final Set<String> quiet = new TreeSet<>();
        for (Path file : ruleTests())
            for (JsonNode test : new YAMLMapper().readTree(file.toFile()).get("tests"))
                for (String alert : metrics.keySet()) {
                    final int most = mostAlerts(test, alert);
                    if (most < 0) continue;
                    if (most > 0) firing.add(alert);
                    final List<String> series = test.findValuesAsText("series");
                    for (String metric : metrics.get(alert))
                        if (series.stream()
                                        .filter(one -> one.matches(metric + "(\\{.*)?"))
                                        .count()
                                > most) quiet.add(alert);
                }
        assertThat(firing).containsExactlyElementsOf(metrics.keySet());
        assertThat(quiet).containsExactlyElementsOf(metrics.keySet());
    }

    /// Of any of a test's checks; -1 when there is none.
    private static int mostAlerts(JsonNode test, String alert) {
        int most = -1;
        for (JsonNode check : test.get("alert_rule_test"))
            if (check.get("alertname").asText().equals(alert))
                most = Math.max(most, check.get("exp_alerts").size());
        return most;
    }

    /// What Prometheus adds, and what each of publish's series of a domain has: a rule that joins by too many labels,
    /// or shows one that a scrape takes away, would pass without.
    @Test
    void theSeriesOfRuleTestsHaveTheLabelsOfAScrape() throws IOException {
        for (Path file : ruleTests())
            for (String series : new YAMLMapper().readTree(file.toFile()).findValuesAsText("series")) {
                assertThat(series).contains("job=\"", "instance=\"");
                if (series.startsWith("fluxwatch_publish_") && series.contains("domain=\""))
                    assertThat(series)
                            .matches(
                                    one -> one.contains("system=\"") || one.contains("rollups_failing"),
                                    "has its system");
            }
    }

    /// What is shown of now is asked of now: the last value of a day would be that of a service long dead.
    @Test
    void everySingleValueIsAskedOfThisMoment() throws IOException {
        int asked = 0;
        for (JsonNode dashboard : dashboards())
            for (JsonNode panel : dashboard.get("panels"))
                if (panel.get("type").asText().equals("stat"))
                    for (JsonNode target : panel.get("targets")) {
                        assertThat(target.path("instant").asBoolean())
                                .as(panel.get("title").asText())
                                .isTrue();
                        asked++;
                    }
        assertThat(asked).isGreaterThan(10);
    }

    @Test
    void whatDashboardsLeadToIsAnAddress() throws IOException {
        for (JsonNode dashboard : dashboards())
            for (JsonNode variable : dashboard.at("/templating/list"))
                if (variable.get("type").asText().equals("textbox"))
                    assertThat(variable.get("query").asText()).startsWith("http://");
    }

    @Test
    void everyRuleHasItsSectionOfTheRunbook() throws IOException {
        final String runbook = Files.readString(Path.of("../docs/operate.md"));
        for (JsonNode group : rules().get("groups"))
            for (JsonNode rule : group.get("rules")) {
                final String alert = rule.get("alert").asText();
                assertThat(rule.at("/annotations/runbook_url").asText())
                        .isEqualTo("http://localhost:8460/docs/operate.md#" + alert.toLowerCase(Locale.ROOT));
                assertThat(runbook).contains("\n### " + alert + "\n");
            }
    }

    @Test
    void promtoolAcceptsTheRulesAndTheirTests() throws Exception {
        assumeTrue(isInstalled("promtool"), "promtool is not installed");
        promtool("check", "rules", RULES.toString());
        final List<String> command = new ArrayList<>(List.of("test", "rules"));
        ruleTests().forEach(file -> command.add(file.toString()));
        promtool(command.toArray(String[]::new));
    }

    @Test
    void amtoolAcceptsTheExampleOfAlertmanager() throws Exception {
        assumeTrue(isInstalled("amtool"), "amtool is not installed");
        run(
                "amtool",
                "check-config",
                GRAFANA.resolve("alertmanager/alertmanager.yaml").toString());
    }

    private static List<Path> ruleTests() throws IOException {
        try (Stream<Path> files = Files.list(GRAFANA.resolve("alerts/tests"))) {
            return files.sorted().toList();
        }
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static void promtool(String... arguments) throws Exception {
        final List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws Exception {
        final Process process =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
