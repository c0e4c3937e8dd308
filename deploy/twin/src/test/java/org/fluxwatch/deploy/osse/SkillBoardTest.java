package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.twin.WorldKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two days of a [TinyTwin].
class SkillBoardTest {
    @TempDir
    private Path folder;

    private static Settings settings(double factorSd) {
        return TinyTwin.settings("flux-forecast: {factor-sd: " + factorSd + "}");
    }

    private String run(int threads, List<WorldKind> worlds, Path to) throws IOException, InterruptedException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (NumericsPool pool = new NumericsPool(threads)) {
            new SkillBoard(
                            settings(0.5),
                            Map.of("other", settings(0.2)),
                            new SkillBoard.Plan(2, 1, worlds, List.of(7L, 8L), 2, false),
                            to,
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            pool)
                    .run();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<JsonNode> runs(Path to) throws IOException {
        try (Stream<String> lines = Files.lines(to.resolve("runs.jsonl"))) {
            return lines.map(line -> {
                        try {
                            return new ObjectMapper().readTree(line);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void eachSettingsAndEnsembleRunsInEachWorldAndGoesOnWhereItWas() throws Exception {
        final String printed = run(2, List.of(WorldKind.standard()), folder);
        assertThat(printed.lines().filter(line -> line.startsWith("factors=0.5")))
                .hasSize(8);
        assertThat(printed)
                .contains("world factors=0.5", "2 worlds (seeds 7 to 8) x 2 ensembles", "these settings - other");
        assertThat(runs(folder)).hasSize(8);
        final String again = run(2, List.of(WorldKind.standard()), folder);
        assertThat(again.lines().filter(line -> line.startsWith("factors=0.5"))).isEmpty();
        assertThat(printed).endsWith(again);
        assertThat(folder.resolve("skill.txt")).hasContent(again);
        assertThat(folder).isDirectoryNotContaining("glob:**.nc4");

        final Path alone = folder.resolve("alone");
        new Osse(
                        settings(0.5),
                        false,
                        false,
                        2,
                        1,
                        WorldKind.standard(),
                        8,
                        alone,
                        new PrintStream(OutputStream.nullOutputStream()))
                .run();
        final JsonNode report =
                new ObjectMapper().readTree(alone.resolve("report.json").toFile());
        assertThat(runs(folder))
                .filteredOn(run -> run.get("settings").asText().equals(TrialReport.OWN)
                        && run.get("seed").asLong() == 8
                        && run.get("ensemble").asLong() == 1)
                .singleElement()
                .satisfies(run -> assertThat(run.get("first").get("analysis").asDouble())
                        .isCloseTo(
                                report.at("/headline/filter/regionalDaily/analysis/rmse")
                                        .asDouble(),
                                org.assertj.core.api.Assertions.withinPercentage(1e-6)));
    }

    /// What is attainable is computed once, also where it is asked for later than the runs, or with others beside.
    @Test
    void whatIsAttainableIsKept() throws Exception {
        final var one = List.of(7L);
        final String before = run(Map.of(), one, false);
        assertThat(before).contains("seed    7").doesNotContain("attainable");
        final String asked = run(Map.of(), one, true);
        assertThat(asked.lines().filter(line -> line.contains("attainable       cut")))
                .hasSize(1);
        assertThat(asked).contains("share of it, %");
        final double kept = runs(folder).getFirst().get("attainableFirst").asDouble();
        assertThat(kept).isLessThan(100).isNotZero();

        final String beside = run(Map.of("other", settings(0.2)), one, true);
        assertThat(beside.lines().filter(line -> line.contains("seed    7")))
                .singleElement()
                .asString()
                .contains(" other ", "chi2");
        assertThat(beside.lines().filter(line -> line.contains("share of it, %")))
                .singleElement()
                .asString()
                .containsPattern("[0-9] \\+- n/a +-?[0-9.]+ \\+- n/a");
        assertThat(runs(folder)).hasSize(2);
        assertThat(runs(folder).getFirst().get("attainableFirst").asDouble()).isEqualTo(kept);
    }

    private String run(Map<String, Settings> others, List<Long> seeds, boolean attainable)
            throws IOException, InterruptedException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (NumericsPool pool = new NumericsPool(2)) {
            new SkillBoard(
                            settings(0.5),
                            others,
                            new SkillBoard.Plan(2, 1, List.of(WorldKind.standard()), seeds, 1, attainable),
                            folder,
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            pool)
                    .run();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyKindOfWorldRuns() throws Exception {
        final List<WorldKind> kinds = Stream.of(
                        "factors=0.1",
                        "phenology",
                        "drought",
                        "missing-sink",
                        "fossil",
                        "inflow",
                        "winds",
                        "inflow-error",
                        "exact-air",
                        "mixing",
                        "grid")
                .map(WorldKind::of)
                .toList();
        run(2, kinds, folder);
        assertThat(runs(folder)).hasSize(8 * kinds.size()).allSatisfy(run -> assertThat(
                        run.get("first").get("analysis").asDouble())
                .isPositive());
        assertThat(runs(folder).stream()
                        .map(run -> run.get("first").get("prior").asDouble())
                        .distinct())
                .hasSizeGreaterThan(7);
    }

    @Test
    void aPlanWithoutScoredDaysIsRefused() {
        assertThatThrownBy(() -> new SkillBoard.Plan(5, 5, List.of(WorldKind.standard()), List.of(1L), 1, false))
                .hasMessageContaining("days is 5 and spin-up 5");
    }
}
