package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.filter.cycle.DayResult;
import org.fluxwatch.assimilate.model.Constants;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.twin.WorldKind;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two days of a [TinyTwin].
class OsseTest {
    private static final int DAYS = 2;

    @TempDir
    private static Path folder;

    private static String printed;
    private static JsonNode report;

    private static Settings settings(int threads) {
        return TinyTwin.settings("threads: " + threads);
    }

    private static String run(int threads, long seed, Path to) throws IOException, InterruptedException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(osse(settings(threads), true, seed, to, out).run()).isTrue();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Osse osse(Settings settings, boolean besideJdas, long seed, Path to, ByteArrayOutputStream out) {
        return new Osse(
                settings,
                besideJdas,
                false,
                DAYS,
                1,
                WorldKind.standard(),
                seed,
                to,
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    private static JsonNode reportIn(String to) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(to + "/report.json").toFile());
    }

    @BeforeAll
    static void runOnce() throws IOException, InterruptedException {
        printed = run(1, 7, folder.resolve("a"));
        report = new ObjectMapper().readTree(folder.resolve("a/report.json").toFile());
    }

    @Test
    void refusesRealWindsInAnInventedWorld() {
        final Settings real = SettingsLoader.parse(
                TinyTwin.text("threads: 1"),
                "tiny",
                Map.of("FLUXWATCH_DOMAINS_TINY_INPUTS_METEOROLOGY_KIND", "merra2"));
        assertThatThrownBy(() -> osse(real, false, 7, folder.resolve("real"), new ByteArrayOutputStream())
                        .run())
                .hasMessageContainingAll("domains.tiny.inputs.meteorology.kind", "expected synthetic");
    }

    @Test
    void reportHasAllParts() {
        assertThat(report.at("/setup/truthSeed").asLong()).isEqualTo(7);
        assertThat(report.at("/setup/settings/assimilate/ensemble/members").asInt())
                .isEqualTo(10);
        assertThat(report.at("/setup/settings/domains/tiny/grid/cell-degrees").asDouble())
                .isEqualTo(2);
        assertThat(report.at("/headline/filter/grid/prior/rmse").asDouble()).isPositive();
        assertThat(report.at("/headline/filter/regionalDaily/analysis/rmse").asDouble())
                .isPositive();
        assertThat(report.at("/regions").findValuesAsText("region")).contains("central", "south", "domain");
        assertThat(report.at("/lanes").findValuesAsText("lane")).containsExactly("CTRL", "FC", "AN");
        assertThat(report.at("/rankHistogram")).hasSize(11);
        assertThat(report.at("/days")).hasSize(DAYS);
        assertThat(report.at("/days/1/counts/assimilated").asInt()).isPositive();
        assertThat(report.at("/days/1/chiSquare").asDouble()).isPositive();
        assertThat(report.at("/intake/looks/good").asInt()).isPositive();
        assertThat(report.at("/intake/rejected/bad-quality-flag").asInt()).isPositive();
    }

    @Test
    void massOfEveryDayCloses() {
        for (JsonNode day : report.at("/days")) {
            final JsonNode mass = day.get("mass");
            assertThat(mass.get("relativeResidual").asDouble()).isLessThan(1e-6);
            final double crossed = Math.abs(mass.get("emitted").asDouble())
                    + Math.abs(mass.get("inflow").asDouble());
            assertThat(Math.abs(mass.get("residual").asDouble())).isLessThan(1e-3 * crossed);
        }
        assertThat(report.at("/days/1/mass/begin"))
                .isEqualTo(report.at("/days/0/mass/end")); // no observation touches the lane
        assertThat(printed).contains("mass budget of CTRL: closes to");
    }

    @Test
    void reportHoldsTheMapsAndWhereTheirCellsAre() {
        final Grid grid = settings(1).domains().get("tiny").modelGrid();
        assertThat(report.at("/grid/mapping").asText()).isEqualTo("latitude_longitude");
        assertThat(report.at("/grid/x")).hasSize(12);
        assertThat(report.at("/grid/x/0").asDouble()).isEqualTo(99);
        assertThat(report.at("/grid/y/9").asDouble()).isEqualTo(43);
        final double[] totals = new double[4];
        final List<String> maps = List.of("truth", "prior", "analysis", "spread");
        for (int m = 0; m < maps.size(); m++) {
            final JsonNode map = report.at("/maps/" + maps.get(m));
            assertThat(map).as(maps.get(m)).hasSize(grid.cells());
            for (int c = 0; c < grid.cells(); c++)
                totals[m] += grid.areaM2(c) * Constants.TGC_PER_DAY * map.get(c).asDouble();
        }
        final JsonNode domain = region("domain");
        assertThat(totals[0]).isCloseTo(domain.get("truthTgCPerDay").asDouble(), within(1e-3));
        assertThat(totals[1] - totals[0])
                .isCloseTo(domain.at("/errors/prior/bias").asDouble(), within(1e-3));
        assertThat(totals[2] - totals[0])
                .isCloseTo(domain.at("/errors/analysis/bias").asDouble(), within(1e-3));
        assertThat(totals[3]).isPositive();
        assertThat(report.at("/land")).hasSize(grid.cells());
        assertThat(report.at("/land/0").asInt()).isEqualTo(1); // Yunnan
        assertThat(report.at("/land/11").asInt()).isZero(); // off Taiwan
    }

    private static JsonNode region(String name) {
        for (JsonNode region : report.at("/regions"))
            if (region.get("region").asText().equals(name)) return region;
        throw new AssertionError("no region " + name);
    }

    @Test
    void reportHoldsGoalsUnitsAndWhatTheFiguresNeed() {
        assertThat(report.at("/filters")).hasToString("[\"these settings\",\"jdas\"]");
        assertThat(report.at("/units/flux").asText()).isEqualTo("µmol m⁻² s⁻¹");
        assertThat(report.at("/interval/halfWidthSpreads").asDouble()).isEqualTo(1.645);
        assertThat(report.at("/goals").findValuesAsText("figure"))
                .contains("RMSE of regional fluxes, daily", "chi-square of the departures");
        for (JsonNode goal : report.at("/goals")) {
            final double value = goal.get("value").asDouble();
            final boolean within = value >= goal.get("from").asDouble()
                    && (goal.get("to").isNull() || value <= goal.get("to").asDouble());
            assertThat(goal.get("met").asBoolean()).as(goal.toString()).isEqualTo(within);
        }
        final JsonNode central = region("central");
        assertThat(central.get("fluxPerTgCPerDay").asDouble())
                .isCloseTo(1 / (central.get("areaKm2").asDouble() * 1e6 * Constants.TGC_PER_DAY), within(1e-9));
    }

    @Test
    void figuresHaveNoDigitsThatSayNothing() throws IOException {
        final String json = Files.readString(folder.resolve("a/report.json"));
        assertThat(json.substring(0, json.indexOf("\"settings\" : {"))).doesNotContainPattern("\\d\\.\\d{12}");
        assertThat(report.at("/days/1/grid/prior/rmse").asText().replaceFirst("^0\\.", ""))
                .hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void pageIsTheReportAndTheScriptsThatDrawIt() throws IOException {
        assertThat(folder.resolve("a/report.html"))
                .hasContent(ReportPage.of(Files.readString(folder.resolve("a/report.json"))));
    }

    @Test
    void printsADayALineAndTheVerdict() {
        assertThat(printed.lines().filter(line -> line.startsWith("2019-06-"))).hasSize(DAYS);
        assertThat(printed).contains("spin-up", "chi-square", "each land cell");
    }

    @Test
    void jdasStandsBesideOnTheSameFiles() throws IOException {
        final JsonNode jdas = report.at("/jdas");
        assertThat(jdas.at("/setup/settings/ingest/gridding").asText()).isEqualTo("thin");
        assertThat(jdas.at("/setup/settings/assimilate/flux-forecast/kind").asText())
                .isEqualTo("jdas");
        assertThat(jdas.at("/setup/settings/assimilate/ensemble/seed"))
                .isEqualTo(report.at("/setup/settings/assimilate/ensemble/seed"));
        assertThat(jdas.at("/intake")).isEqualTo(report.at("/intake"));
        assertThat(jdas.at("/days")).hasSize(DAYS);
        for (int d = 0; d < DAYS; d++)
            for (String figure : List.of("truth", "prior"))
                assertThat(jdas.at("/days/" + d + "/regions/0/" + figure).asDouble())
                        .isCloseTo(
                                report.at("/days/" + d + "/regions/0/" + figure).asDouble(), within(1e-6));
        assertThat(jdas.at("/days/1/counts/withheld").asInt())
                .isGreaterThan(report.at("/days/1/counts/withheld").asInt());
        assertThat(printed).contains("side by side", "these settings", "jdas");
        final JsonNode cut = report.at("/sideBySide/1");
        assertThat(cut.get("name").asText()).isEqualTo("regional fluxes, daily: RMSE cut, %");
        assertThat(cut.get("values")).hasSize(2);
        assertThat(cut.at("/values/1")).isEqualTo(jdas.at("/headline/filter/regionalDaily/cutPercent"));
        assertThat(jdas.at("/maps/truth")).isEqualTo(report.at("/maps/truth"));
    }

    @Test
    void jdasCanBeLeftOut() throws Exception {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        osse(settings(2), false, 7, folder.resolve("alone"), out).run();
        final ObjectNode both = report.deepCopy();
        both.remove("jdas");
        both.putNull("sideBySide").putArray("filters").add("these settings");
        assertThat(reportIn("alone")).isEqualTo(both);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("side by side");
    }

    @Test
    void thePresetItselfRunsOnce() throws Exception {
        final Settings jdas = settings(1).withFilterOf(SettingsLoader.parse("preset: jdas", "", Map.of()));
        osse(jdas, true, 7, folder.resolve("once"), new ByteArrayOutputStream()).run();
        assertThat(reportIn("once").has("jdas")).isFalse();
        assertThat(reportIn("once").at("/days")).isEqualTo(report.at("/jdas/days"));
    }

    @Test
    void aFilterThatStopsItselfSaysWhenAndWhyAndTheOtherGoesOn() throws Exception {
        final Settings runaway = SettingsLoader.parse(
                TinyTwin.text("threads: 1")
                        .replace("ensemble:", "flux-forecast: {kind: jdas, jdas-guard: 0.01}\n  ensemble:"),
                "tiny",
                Map.of());
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(osse(runaway, true, 7, folder.resolve("stopped"), out).run()).isFalse();
        final JsonNode stopped = reportIn("stopped");
        assertThat(stopped.at("/stopped/day").asText()).isEqualTo("2019-06-01");
        assertThat(stopped.at("/stopped/reason").asText()).contains("runs away", "the guard is 0.01");
        assertThat(stopped.at("/days")).isEmpty();
        assertThat(stopped.at("/jdas/stopped").isNull()).isTrue();
        assertThat(stopped.at("/jdas/days")).isEqualTo(report.at("/jdas/days"));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("stopped itself on 2019-06-01 (no scored day): jdas flux forecast runs away");
        assertThat(stopped.at("/goals")).isEmpty();
        assertThat(stopped.at("/maps").isNull()).isTrue();
        assertThat(stopped.at("/jdas/maps/truth")).isEqualTo(report.at("/maps/truth"));
    }

    @Test
    void sameArgumentsGiveTheSameBytesOnAnyNumberOfThreads() throws Exception {
        run(2, 7, folder.resolve("b"));
        for (String file : List.of("report.json", "report.html"))
            assertThat(folder.resolve("b").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("a").resolve(file));
    }

    @Test
    void anotherSeedIsAnotherTruth() throws Exception {
        run(2, 8, folder.resolve("c"));
        final JsonNode other =
                new ObjectMapper().readTree(folder.resolve("c/report.json").toFile());
        assertThat(other.at("/regions/0/truthTgCPerDay")).isNotEqualTo(report.at("/regions/0/truthTgCPerDay"));
        assertThat(other.at("/days/0/regions/0/prior")).isEqualTo(report.at("/days/0/regions/0/prior"));
    }

    /// Whatever the filter knows it has from these files.
    @Test
    void liteFilesAloneGiveTheFilterTheSameAnswer() throws Exception {
        try (NumericsPool pool = new NumericsPool(1)) {
            final FilterRun filter = new FilterRun(settings(1), "tiny", pool);
            for (int d = 0; d < DAYS; d++) {
                final DayResult day = filter.analyse(filesOf(d));
                final JsonNode reported = report.at("/days/" + d);
                assertThat(reported.get("regions").get(day.regions().size() - 1).get("analysis"))
                        .isEqualTo(asReported(day.regions().getLast().analysisTgCPerDay()));
                assertThat(reported.get("chiSquare"))
                        .isEqualTo(asReported(day.verdict().chiSquare()));
            }
        }
    }

    private static JsonNode asReported(double value) {
        return DoubleNode.valueOf(new BigDecimal(value, new MathContext(9)).doubleValue());
    }

    private static List<Path> filesOf(int day) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("a/lite"))) {
            return files.filter(file -> file.getFileName().toString().contains("_19060" + (day + 1) + "_"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void refusesARunThatHasNothingToScore() {
        assertThatThrownBy(() -> new Osse(settings(1), true, false, 5, 5, WorldKind.standard(), 1, folder, System.out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("days is 5 and spin-up 5");
    }

    @Test
    void theAttainableStandsBesideTheFilter() throws IOException, InterruptedException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final Path to = folder.resolve("attainable");
        new Osse(
                        settings(2),
                        false,
                        true,
                        DAYS,
                        1,
                        WorldKind.standard(),
                        7,
                        to,
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .run();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("attainable: the exact linear answer with the true winds and statistics")
                .contains("to the end of the day", "of the whole period");
        final JsonNode answer =
                new ObjectMapper().readTree(to.resolve("attainable.json").toFile());
        assertThat(answer.get("observations").asInt()).isPositive();
        final JsonNode reaches = answer.get("reaches");
        final double byDay = reaches.get(0).get("expectedCutPercent").asDouble();
        assertThat(byDay).isBetween(1.0, 99.0);
        assertThat(reaches.get(reaches.size() - 1).get("expectedCutPercent").asDouble())
                .isGreaterThanOrEqualTo(byDay);
        assertThat(reaches.get(reaches.size() - 1).get("filterCutPercent").isNull())
                .isTrue();
        assertThat(to).isDirectoryNotContaining("glob:**.ring");
    }

    @Test
    void refusesSensorsWithoutAnOrbit() {
        final Settings settings =
                SettingsLoader.parse(TinyTwin.text("threads: 1") + "    sensors: [oco3]\n", "tiny", Map.of());
        assertThatThrownBy(() -> new Osse(settings, true, false, 5, 1, WorldKind.standard(), 1, folder, System.out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("makes no oco3 granules, expected oco2 or gosat");
    }
}
