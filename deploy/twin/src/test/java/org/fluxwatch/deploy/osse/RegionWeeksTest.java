package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fluxwatch.contract.record.DailyAnalysis.Members;
import org.fluxwatch.contract.record.DailyAnalysis.RegionFlux;
import org.junit.jupiter.api.Test;

class RegionWeeksTest {
    private final RegionWeeks weeks = new RegionWeeks();

    /// A week of a region with the true flux 0, whose members' weekly means are 1 apart from their mean.
    private void week(double prior, double analysis) {
        for (int day = 0; day < 7; day++) {
            final List<Double> members = List.of(analysis - 1.0, analysis, analysis + 1.0);
            weeks.add(0, prior, flux(analysis, members));
        }
    }

    private static RegionFlux flux(double analysis, List<Double> members) {
        return new RegionFlux("r", 1, 0, 1, analysis, 1, 0, 0, new Members(members, members));
    }

    @Test
    void aWeekIsKeptWhenItIsNotWorseByMoreThanItsSpread() {
        week(2, 2.9); // spread 1
        week(2, -2.9);
        week(2, 3.1);
        week(5, 1);
        assertThat(weeks.keptPercent()).isEqualTo(75);
    }

    @Test
    void aWeekThatIsNotOverIsNotCounted() {
        weeks.add(0, 1, flux(9, List.of(9.0, 9.0)));
        assertThat(weeks.keptPercent()).isNaN();
    }

    /// Members that take turns have days of spread and a week of none.
    @Test
    void theSpreadIsThatOfTheWeeksMean() {
        for (int day = 0; day < 7; day++) {
            final double swing = day == 6 ? 0 : day % 2 == 0 ? 4 : -4;
            weeks.add(0, 2, flux(2.1, List.of(2.1 + swing, 2.1 - swing)));
        }
        assertThat(weeks.keptPercent()).isZero();
    }
}
