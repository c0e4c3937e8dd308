package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.twin.WorldKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two days of a [TinyTwin], the second one scored.
class LossBoardTest {
    @TempDir
    private Path folder;

    private static SkillBoard.Plan plan(WorldKind... worlds) {
        return new SkillBoard.Plan(2, 1, List.of(worlds), List.of(7L), 1, true);
    }

    private String run(SkillBoard.Plan plan, Settings settings) throws IOException, InterruptedException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (NumericsPool pool = new NumericsPool(2)) {
            new LossBoard(settings, plan, folder, new PrintStream(out, true, StandardCharsets.UTF_8), pool).run();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachLossIsTakenAwayOnce() throws Exception {
        final Settings settings = TinyTwin.settings("threads: 1");
        final String printed = run(plan(WorldKind.standard()), settings);
        assertThat(printed.lines().filter(line -> line.contains(" seed ") && line.contains("chi2")))
                .hasSize(8);
        assertThat(printed.lines().filter(line -> line.contains(" seed ") && line.contains("attainable")))
                .hasSize(1);
        final String table = Files.readString(folder.resolve("losses.txt"));
        assertThat(printed).endsWith(table);
        assertThat(table.lines())
                .filteredOn(line -> line.contains(" +- ") && !line.contains("world "))
                .extracting(line -> line.strip().split("  ")[0])
                .containsExactly(
                        "these settings",
                        "no wind errors",
                        "no errors of inflow and begin",
                        "neither",
                        "twice the members",
                        "told the truth's statistics",
                        LossTable.ALL,
                        LossTable.FREE,
                        "attainable",
                        "share of it, %",
                        "unexplained");

        assertThat(run(plan(WorldKind.standard()), settings)).isEqualTo("\n" + table);

        // a board of the same worlds in the same folder finds run and attainable
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (NumericsPool pool = new NumericsPool(1)) {
            new SkillBoard(
                            settings,
                            Map.of(),
                            plan(WorldKind.standard()),
                            folder,
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            pool)
                    .run();
        }
        assertThat(out.toString(StandardCharsets.UTF_8))
                .doesNotContain(" seed ")
                .contains("attainable, %", "share of it, %");
    }

    @Test
    void otherWorldsAndFiltersAreRefused() {
        assertThatThrownBy(() -> run(plan(WorldKind.of("drought")), TinyTwin.settings("threads: 1")))
                .hasMessageContaining("losses are those of the world factors=0.5");
        assertThatThrownBy(() ->
                        run(plan(WorldKind.standard()), TinyTwin.settings("flux-forecast: {kind: jdas-normalised}")))
                .hasMessageContaining("flux-forecast.kind");
    }
}
