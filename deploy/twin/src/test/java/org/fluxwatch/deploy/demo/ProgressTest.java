package org.fluxwatch.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Progress progress(Optional<Integer> width) {
        return new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), width, 10, 0);
    }

    private static DailyAnalysis day(int number) {
        return new DailyAnalysis(
                new AnalysisIdentity("east-asia", AssimilationSystem.FILTER, LocalDate.of(2019, 5, number), 0),
                new DailyAnalysis.Sources(List.of(), Set.of(), Set.of(), Map.of()),
                new DailyAnalysis.Counts(44, Map.of("assimilated", 41, "withheld", 3, "gated", 0)),
                List.of(),
                List.of(),
                new DailyAnalysis.Filter(
                        2,
                        0,
                        false,
                        0.77,
                        List.of(1, 0, 0),
                        Map.of("assimilated/background", new DailyAnalysis.Scores(41, 0.45, 0.81, 0.6, 0.5))));
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8)
                .replace("\r\033[K", "\n")
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void aFileGetsAllFigures() {
        progress(Optional.empty()).day(day(1), 25 * SECOND);
        assertThat(lines())
                .containsExactly(
                        "2019-05-01  day  1/10  granules   0  assimilated   41  (all    41)  withheld   3  gated  0"
                                + "  o-b +0.45 +- 0.81 ppm  chi2 0.77  0:25 elapsed");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80, 100, 132})
    void noLineIsLongerThanTheTerminalIsWide(int width) {
        final Progress progress = progress(Optional.of(width));
        progress.waiting("analysing", SECOND);
        for (int n = 1; n <= 3; n++) progress.day(day(n), (24 + n) * SECOND);
        progress.waiting("analysing", 28 * SECOND);
        assertThat(lines()).hasSize(5).allSatisfy(line -> assertThat(line).hasSizeLessThan(width));
        assertThat(lines().get(1)).startsWith("2019-05-01".substring(0, Math.min(10, width - 1)));
    }

    @Test
    void atEightyCharactersObservationsAndTimeLeftAreKept() {
        final Progress progress = progress(Optional.of(80));
        progress.day(day(1), 25 * SECOND);
        progress.day(day(2), 26 * SECOND);
        assertThat(lines().getLast()).isEqualTo("2019-05-02  day  2/10  assimilated   41  0:26 elapsed, 0:08 left");
    }

    /// The start takes longer than a day, and says nothing of how long one takes.
    @Test
    void timeLeftCountsDown() {
        final Progress progress = progress(Optional.of(80));
        progress.waiting("analysing", 10 * SECOND);
        progress.day(day(1), 25 * SECOND);
        progress.waiting("analysing", 26 * SECOND);
        progress.day(day(2), 27 * SECOND);
        for (int s = 28; s <= 31; s++) progress.waiting("analysing", s * SECOND);
        progress.waiting("analysing", 60 * SECOND);
        assertThat(lines())
                .filteredOn(line -> line.endsWith("analysing"))
                .containsExactly(
                        "0/10 days, 0:10 elapsed, analysing",
                        "1/10 days, 0:26 elapsed, analysing",
                        "2/10 days, 0:28 elapsed, 0:15 left, analysing",
                        "2/10 days, 0:29 elapsed, 0:14 left, analysing",
                        "2/10 days, 0:30 elapsed, 0:13 left, analysing",
                        "2/10 days, 0:31 elapsed, 0:12 left, analysing",
                        "2/10 days, 1:00 elapsed, 0:00 left, analysing");
    }

    @Test
    void daysOfAnEarlierRunTellNothingOfThisOnesSpeed() {
        final Progress progress = progress(Optional.of(80));
        for (int n = 1; n <= 4; n++) progress.found(day(n));
        progress.day(day(5), 25 * SECOND);
        progress.day(day(6), 26 * SECOND);
        assertThat(progress.daysDone()).isEqualTo(6);
        assertThat(lines().getFirst()).endsWith("done before");
        assertThat(lines().getLast()).endsWith("0:26 elapsed, 0:04 left");
    }
}
