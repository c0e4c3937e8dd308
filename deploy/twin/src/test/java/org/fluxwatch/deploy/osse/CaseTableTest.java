package org.fluxwatch.deploy.osse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaseTableTest {
    private static CaseScore score(long seed, String region, double truth, double prior, double posterior) {
        return new CaseScore(seed, YearMonth.of(2019, 5), "A 1x 50%", "Reference", region, truth, prior, posterior, 1);
    }

    @Test
    void meansAndErrorsAreOverWorldsAndTheDomainIsInNoSum() {
        final String table = CaseTable.of(
                "title",
                List.of(
                        score(1, "west", 0, 4, 1), // cut 75 %, covered
                        score(1, "domain", 0, 100, 100),
                        score(2, "west", 0, 4, 3)), // cut 25 %, not covered
                CaseScore::background);
        assertThat(table.lines().toList().getLast().split("\\s+"))
                .containsExactly(
                        "", "Reference", "4.000", "2.000", "50", "+-", "25", "%", "50", "+-", "50", "%", "0.50");
    }

    @Test
    void oneWorldHasNoError() {
        assertThat(CaseTable.line("one", List.of(score(1, "west", 0, 4, 1))))
                .contains("75 +- n/a %")
                .contains("100 +- n/a %");
    }
}
