package org.fluxwatch.deploy.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxwatch.deploy.soak.SoakPlan.Action;
import org.fluxwatch.deploy.soak.SoakPlan.Event;
import org.junit.jupiter.api.Test;

class SoakPlanTest {
    private static List<Action> actions(SoakPlan plan) {
        return plan.events().stream().map(Event::action).toList();
    }

    @Test
    void aYearStopsAndKillsEachOfFourParts() {
        final SoakPlan plan = SoakPlan.of(365, 12, 4, 9, true);
        for (int part = 0; part < 4; part++)
            assertThat(actions(plan)).contains(new Action.Restart(part, true), new Action.Restart(part, false));
        assertThat(actions(plan))
                .contains(
                        new Action.HoldBack(),
                        new Action.Release(),
                        new Action.Reprocess(),
                        new Action.Retract(),
                        new Action.Republish(),
                        new Action.FullDisk());
    }

    @Test
    void lateNewsComeOnlyOfDaysThatThereAre() {
        for (int days = 1; days < 400; days += 7)
            assertThat(SoakPlan.of(days, 12, 1, 9, false).events())
                    .allSatisfy(event -> assertThat(event.day()).isBetween(0, 400))
                    .filteredOn(event -> !(event.action() instanceof Action.Restart))
                    .allSatisfy(event -> assertThat(event.day()).isGreaterThan(9));
    }
}
