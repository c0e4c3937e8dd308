package org.fluxwatch.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutInWordsTest {
    @Test
    void aCutIsSaidOnlyWhereThereIsSomethingToCut() {
        assertThat(CutInWords.of(2.440, 0.782, 0.756)).isEqualTo("error cut by 68 %");
        assertThat(CutInWords.of(2.0, 2.5, 0.7)).isEqualTo("error grown by 25 %");
    }

    /// Of the demo's Guangxi: a prior off by 0.035, an analysis by 0.234, was a cut of -568 %.
    @Test
    void aSmallErrorOfThePriorIsNoFailureOfTheAnalysis() {
        assertThat(CutInWords.of(0.035, 0.234, 0.150)).isEqualTo("prior already within its uncertainty");
        assertThat(CutInWords.of(0.035, 0.31, 0.150))
                .isEqualTo("prior already within its uncertainty; analysis off by twice its spread or more");
    }
}
