package org.fluxwatch.assimilate.model.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.Test;

class ScoreSumsTest {
    private static Scores scores(double[] observed, double[] simulated) {
        final ScoreSums sums = new ScoreSums();
        for (int i = 0; i < observed.length; i++) sums.add(observed[i], simulated[i]);
        return sums.scores();
    }

    @Test
    void scoresOfThreePairsAreThoseWorkedOutByHand() {
        // differences 1, -2, 4
        final Scores scores = scores(new double[] {401, 402, 406}, new double[] {400, 404, 402});
        assertThat(scores.count()).isEqualTo(3);
        assertThat(scores.biasPpm()).isCloseTo(1, within(1e-12));
        assertThat(scores.rmsePpm()).isCloseTo(Math.sqrt(7), within(1e-12));
        assertThat(scores.maePpm()).isCloseTo(7.0 / 3, within(1e-12));
        // departures from the means: (-2, -1, 3), (-2, 2, 0): 2 / sqrt(14 x 8)
        assertThat(scores.correlation()).isCloseTo(2 / Math.sqrt(112), within(1e-12));
    }

    @Law
    void scoresAreTheDirectFormulas(long seed, @Range(min = 3, max = 60) int size) {
        scoresAreTheDirectFormulas(
                new SplittableRandom(seed).doubles(size, 395, 425).toArray());
    }

    @Test
    void scoresOfOneValueObservedAgainAndAgainAreTheDirectFormulasToo() {
        scoresAreTheDirectFormulas(new double[] {395, 395, 395, 395});
    }

    private static void scoresAreTheDirectFormulas(double[] o) {
        final double[] s = new double[o.length];
        for (int i = 0; i < o.length; i++) s[i] = 410 + 0.3 * (o[i] - 410) + 2 * Math.sin(7.0 * i);
        final Scores scores = scores(o, s);
        double bias = 0;
        double squares = 0;
        double absolute = 0;
        for (int i = 0; i < o.length; i++) {
            bias += (o[i] - s[i]) / o.length;
            squares += Math.pow(o[i] - s[i], 2) / o.length;
            absolute += Math.abs(o[i] - s[i]) / o.length;
        }
        assertThat(scores.biasPpm()).isCloseTo(bias, within(1e-9));
        assertThat(scores.rmsePpm()).isCloseTo(Math.sqrt(squares), within(1e-9));
        assertThat(scores.maePpm()).isCloseTo(absolute, within(1e-9));
        final double direct = correlation(o, s);
        if (Double.isFinite(direct)) assertThat(scores.correlation()).isCloseTo(direct, within(1e-6));
    }

    private static double correlation(double[] o, double[] s) {
        double meanO = 0;
        double meanS = 0;
        for (int i = 0; i < o.length; i++) {
            meanO += o[i] / o.length;
            meanS += s[i] / o.length;
        }
        double oo = 0;
        double ss = 0;
        double os = 0;
        for (int i = 0; i < o.length; i++) {
            oo += (o[i] - meanO) * (o[i] - meanO);
            ss += (s[i] - meanS) * (s[i] - meanS);
            os += (o[i] - meanO) * (s[i] - meanS);
        }
        return oo < 1e-6 ? Double.NaN : os / Math.sqrt(oo * ss);
    }

    @Test
    void setsThatAreTooSmallHaveNoScores() {
        assertThat(new ScoreSums().scores()).isEqualTo(new Scores(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        assertThat(scores(new double[] {401, 402}, new double[] {400, 400}).correlation())
                .isNaN();
    }
}
