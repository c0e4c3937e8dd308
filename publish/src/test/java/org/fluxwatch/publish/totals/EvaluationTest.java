package org.fluxwatch.publish.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.DetailedDays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    @TempDir
    private Path folder;

    /// Two days of spin-up come first.
    private Path write(int days) throws IOException {
        DetailedDays.writeObserved(
                folder,
                "plane",
                Days.FIRST.datesUntil(Days.FIRST.plusDays(days)).toList(),
                0,
                2,
                30);
        return folder.resolve("products");
    }

    @Test
    void theTablesAreThoseOfTheObservationsThemselves() throws IOException {
        final Path products = write(4);
        final Evaluation.Tables tables = Evaluation.of(products, "plane", Days.FIRST, Days.FIRST.plusDays(5), false);
        assertThat(tables.days()).isEqualTo(2);
        assertThat(tables.spinUpDays()).isEqualTo(2);
        assertThat(tables.missingDays()).isEqualTo(2);
        final List<Double> control = new ArrayList<>();
        final List<Double> background = new ArrayList<>();
        for (int d = 2; d < 4; d++)
            for (Innovation one : Days.product(
                            "plane",
                            Days.settings(folder).domains().get("plane").modelGrid(),
                            Days.FIRST.plusDays(d),
                            0,
                            30)
                    .innovations()) {
                final double observed = one.observation().ppm();
                if (one.status() == Innovation.Status.WITHHELD)
                    control.add(one.ofFilter().controlPpm() - observed);
                if (one.status() == Innovation.Status.ASSIMILATED)
                    background.add(one.simulated().backgroundPpm() - observed);
            }
        final Evaluation.Fit all = tables.fits().getLast();
        assertThat(all.period()).isEqualTo("all");
        assertThat(all.validated()).isEqualTo(control.size()).isPositive();
        assertThat(all.assimilated()).isEqualTo(background.size());
        assertThat(all.rmseControl())
                .isCloseTo(
                        Math.sqrt(control.stream()
                                .mapToDouble(v -> v * v)
                                .average()
                                .orElseThrow()),
                        within(1e-9));
        assertThat(all.maeBackground())
                .isCloseTo(background.stream().mapToDouble(Math::abs).average().orElseThrow(), within(1e-9));
        assertThat(all.medianError()).isEqualTo(0.7);
        final long within = control.stream().filter(v -> Math.abs(v) <= 1).count();
        assertThat(tables.shares().get(3).control()).isCloseTo(100.0 * within / control.size(), within(1e-9));
        assertThat(tables.bands().stream()
                        .mapToInt(Evaluation.Band::observations)
                        .sum())
                .isEqualTo(control.size());
        assertThat(tables.fits().getFirst().period()).isEqualTo("2019-05");
        assertThat(EvaluationText.text(tables))
                .contains("2 days, 2 of spin-up left out, 2 missing, 0 damaged")
                .contains("without the paper's third sift at 5 ppm");
        assertThat(EvaluationText.csv(tables)).contains("fit,all,validation_num," + control.size() + "\n");
    }

    @Test
    void theThirdSiftDropsWhatTheAnalysisDepartsFrom() {
        final Departures few = new Departures();
        few.add(400, 401);
        few.add(403, 401);
        few.add(Double.NaN, 401);
        assertThat(few.count()).isEqualTo(2);
        assertThat(few.bias()).isEqualTo(0.5);
        assertThat(few.standardDeviation()).isCloseTo(Math.sqrt(4.5), within(1e-12));
        assertThat(few.percentWithin(-1, 1)).isEqualTo(50);
        assertThat(few.correlation()).isNaN();
    }

    @Test
    void daysWhoseObservationsAreDamagedAreNamed() throws IOException {
        final Path products = write(4);
        Files.writeString(products.resolve("plane/2019/fluxwatch_plane_filter_obs_20190503.nc"), "half");
        final Evaluation.Tables tables = Evaluation.of(products, "plane", Days.FIRST, Days.FIRST.plusDays(3), true);
        assertThat(tables.days()).isOne();
        assertThat(tables.damaged()).hasSize(1).first().asString().contains("obs_20190503.nc");
        assertThat(EvaluationText.text(tables)).contains("with the paper's third sift at 5 ppm, which dropped 0");
    }

    @Test
    void aSeasonIsFoundAgain() {
        final List<SeasonalCycle.Value> prior = new ArrayList<>();
        final List<SeasonalCycle.Value> analysis = new ArrayList<>();
        for (LocalDate day = LocalDate.of(2019, 1, 1); day.getYear() == 2019; day = day.plusDays(1)) {
            if (day.getDayOfMonth() == 9) continue; // gaps do no harm
            final double t = day.getDayOfYear() - 1;
            prior.add(new SeasonalCycle.Value(t, 2 - 5 * Math.cos(2 * Math.PI * (t - 190) / 365.25)));
            analysis.add(new SeasonalCycle.Value(t, 1 - 7 * Math.cos(2 * Math.PI * (t - 202) / 365.25)));
        }
        final SeasonalCycle before = SeasonalCycle.of(prior);
        final SeasonalCycle after = SeasonalCycle.of(analysis);
        assertThat(before.mean()).isCloseTo(2, within(1e-9));
        assertThat(before.amplitude()).isCloseTo(5, within(1e-9));
        assertThat(before.leastDay()).isCloseTo(190, within(1e-9));
        assertThat(after.laterThan(before)).isCloseTo(12, within(1e-9));
        assertThat(SeasonalCycle.of(prior.subList(0, 200)).amplitude()).isNaN();
    }
}
