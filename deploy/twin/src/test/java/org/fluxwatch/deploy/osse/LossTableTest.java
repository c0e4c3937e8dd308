package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.deploy.osse.SkillRun.Skill;
import org.junit.jupiter.api.Test;

/// Two worlds; what is attainable in them cuts by 60 and 80 %, the last product's by 70 and 90.
class LossTableTest {
    private static SkillRun run(long seed, double cut) {
        return new SkillRun("s", "d", "w", seed, 1, skill(cut), skill(cut + 5), 1, Double.NaN, Double.NaN, 20)
                .withAttainable(seed == 1 ? 60 : 80, seed == 1 ? 70 : 90);
    }

    private static Skill skill(double cut) {
        return new Skill(2, 2 - cut / 50, cut, 1, 90, 95);
    }

    private static Map<String, RunsByWorld> lines() {
        final Map<String, RunsByWorld> lines = new LinkedHashMap<>();
        lines.put("these settings", new RunsByWorld(List.of(run(1, 30), run(2, 40))));
        lines.put("no wind errors", new RunsByWorld(List.of(run(1, 40), run(2, 52))));
        lines.put(LossTable.FREE, new RunsByWorld(List.of(run(1, 50), run(2, 68))));
        return lines;
    }

    private static String row(String table, String name) {
        return table.lines()
                .filter(line -> line.strip().startsWith(name))
                .findFirst()
                .orElseThrow()
                .strip()
                .replaceAll(" +", " ");
    }

    @Test
    void gainsAreDifferencesWorldByWorld() {
        final String table = new LossTable(lines()).text("head");
        assertThat(table).startsWith("head\n");
        assertThat(row(table, "these settings")).isEqualTo("these settings 35.0 +- 5.0 40.0 +- 5.0");
        assertThat(row(table, "no wind errors"))
                .isEqualTo(
                        "no wind errors 46.0 +- 6.0 +11.0 +- 1.0 51.0 +- 6.0 +11.0 +- 1.0 +0.220 +- 0.020 +0.220 +- 0.020");
    }

    @Test
    void theAttainableAndWhatIsUnexplainedStandBelow() {
        final String table = new LossTable(lines()).text("head");
        assertThat(row(table, "attainable")).contains("70.0 +- 10.0 +35.0 +- 5.0", "80.0 +- 10.0 +40.0 +- 5.0");
        assertThat(row(table, "share of it, %")).isEqualTo("share of it, % 50.0 +- 0.0 50.0 +- 0.0");
        assertThat(row(table, "unexplained"))
                .isEqualTo("unexplained +11.0 +- 1.0 +16.0 +- 1.0 +0.220 +- 0.020 +0.320 +- 0.020");
        assertThat(table).contains("Gains do not add up");
    }

    @Test
    void aFilterThatStoppedItselfIsInNoDifference() {
        final Map<String, RunsByWorld> lines = lines();
        lines.put(
                "no wind errors",
                new RunsByWorld(List.of(
                        run(1, 40),
                        new SkillRun(
                                "s", "d", "w", 2, 1, Skill.NONE, Skill.NONE, Double.NaN, Double.NaN, Double.NaN, 3))));
        final String table = new LossTable(lines).text("head");
        assertThat(row(table, "no wind errors")).startsWith("no wind errors 40.0 +- n/a +10.0 +- n/a");
        assertThat(table).contains("1 runs in which the filter stopped itself");
    }
}
