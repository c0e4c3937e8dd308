package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxwatch.deploy.osse.SkillRun.Skill;
import org.junit.jupiter.api.Test;

class SkillTableTest {
    private static SkillRun run(String settings, long seed, long ensemble, double cut) {
        final Skill skill = new Skill(1, 1 - cut / 100, cut, 1, 90, 95);
        return new SkillRun(
                settings, "d", "factors=0.5", seed, ensemble, skill, Skill.NONE, 1, Double.NaN, Double.NaN, 20);
    }

    private static String row(String table, String name) {
        return table.lines()
                .filter(line -> line.strip().startsWith(name))
                .findFirst()
                .orElseThrow()
                .replaceAll(" +", " ");
    }

    @Test
    void ensemblesAreNoWorldsOfTheirOwn() {
        final String table = new SkillTable(
                        List.of("own"),
                        List.of(run("own", 1, 1, 20), run("own", 1, 2, 40), run("own", 2, 1, 50), run("own", 2, 2, 50)))
                .text("head");
        assertThat(row(table, "cut")).contains(" 40.0 +- 10.0");
        assertThat(row(table, "least")).contains(" 30.0, last n/a");
        assertThat(table).startsWith("head");
    }

    @Test
    void settingsAreHeldAgainstEachOtherInTheSameWorlds() {
        final String table = new SkillTable(
                        List.of("own", "other"),
                        List.of(
                                run("own", 1, 1, 20),
                                run("other", 1, 1, 15),
                                run("own", 2, 1, 60),
                                run("other", 2, 1, 53)))
                .text("head");
        assertThat(row(table, "cut"))
                .contains(" 40.0 +- 20.0 ")
                .contains(" 34.0 +- 19.0 ")
                .endsWith(" 6.0 +- 1.0");
    }

    @Test
    void whatStoppedItselfIsSaid() {
        final SkillRun stopped = new SkillRun(
                "own", "d", "factors=0.5", 2, 1, Skill.NONE, Skill.NONE, Double.NaN, Double.NaN, Double.NaN, 3);
        assertThat(new SkillTable(List.of("own"), List.of(run("own", 1, 1, 20), stopped)).text("head"))
                .contains("1 runs in which the filter stopped itself");
    }

    @Test
    void aWorldWhosePriorIsRightHasNoCut() {
        assertThat(new SkillTable(List.of("own"), List.of(run("own", 1, 1, Double.NaN))).text("head"))
                .contains("no cut: its prior has no error")
                .doesNotContain("NaN +- NaN")
                .doesNotContain("least cut");
    }

    @Test
    void theShareOfTheAttainableIsARatioOfMeans() {
        final String table = new SkillTable(
                        List.of("own", "other"),
                        List.of(
                                run("own", 1, 1, 30).withAttainable(60, Double.NaN),
                                run("own", 2, 1, 10).withAttainable(20, Double.NaN),
                                run("other", 1, 1, 48).withAttainable(60, Double.NaN),
                                run("other", 2, 1, 8).withAttainable(20, Double.NaN)))
                .text("head");
        assertThat(row(table, "attainable")).contains(" 40.0 +- 20.0");
        // own: half in either world; other: 56 of 80, where 80 and 40 % would have a mean of 60
        assertThat(row(table, "share of it, %")).contains(" 50.0 +- 0.0 70.0 +- 15.0 -20.0 +- 15.0");
        assertThat(table).contains("share of it: the mean cut over the mean attainable cut");
    }

    @Test
    void withoutTheAttainableThereIsNoShare() {
        assertThat(new SkillTable(List.of("own"), List.of(run("own", 1, 1, 20))).text("head"))
                .doesNotContain("attainable", "share of it");
    }
}
