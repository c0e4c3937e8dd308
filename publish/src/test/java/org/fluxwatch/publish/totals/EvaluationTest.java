package org.fluxwatch.publish.totals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.DetailedDays;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.ProductFolder;
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
    void stationsAreLeftOutAndAllLanesAreOfTheSameObservations() throws IOException {
        final Path products = write(3);
        final LocalDate day = Days.FIRST.plusDays(2);
        final Evaluation.Fit before = fit(products, day);
        final DayProduct plain = DetailedDays.product(
                "plane", Days.settings(folder).domains().get("plane").modelGrid(), day, 1, 30, 2);
        final List<Innovation> changed = new ArrayList<>();
        int withheld = 0;
        int assimilated = 0;
        for (Innovation one : plain.innovations())
            switch (one.status()) {
                case WITHHELD -> {
                    withheld++;
                    changed.add(withheld == 1 ? ofStation(one) : withheld == 2 ? withoutForecast(one) : one);
                }
                case ASSIMILATED -> changed.add(assimilated++ == 0 ? ofStation(one) : one);
                default -> changed.add(one);
            }
        final Settings settings = Days.settings(folder);
        new ProductFolder(settings.productsFolder(), settings)
                .write(new DayProduct(plain.analysis(), plain.fields(), plain.details(), changed));
        final Evaluation.Fit after = fit(products, day);
        assertThat(before.validated()).isEqualTo(3);
        assertThat(after.validated()).isOne();
        assertThat(after.assimilated()).isEqualTo(before.assimilated() - 1);
        assertThat(Evaluation.of(products, "plane", day, day, false).bands().stream()
                        .mapToInt(Evaluation.Band::observations)
                        .sum())
                .isOne();
    }

    private static Evaluation.Fit fit(Path products, LocalDate day) throws IOException {
        return Evaluation.of(products, "plane", day, day, false).fits().getLast();
    }

    private static Innovation ofStation(Innovation one) {
        final Innovation.Observation o = one.observation();
        return new Innovation(
                one.identity(),
                new Innovation.Observation(
                        Sensor.STATION,
                        o.source(),
                        o.id(),
                        o.mode(),
                        o.position(),
                        o.ppm(),
                        o.errorPpm(),
                        o.soundings(),
                        o.standIns()),
                one.simulated(),
                one.status(),
                one.diagnostics());
    }

    private static Innovation withoutForecast(Innovation one) {
        final Innovation.Filter filter = one.ofFilter();
        return new Innovation(
                one.identity(),
                one.observation(),
                one.simulated(),
                one.status(),
                new Innovation.Filter(
                        filter.spreadPpm(), filter.controlPpm(), Double.NaN, filter.rank(), filter.shares()));
    }

    @Test
    void thePapersLongitudesAreATableOfTheirOwn() throws IOException {
        final Evaluation.Tables tables = Evaluation.of(write(4), "plane", Days.FIRST, Days.FIRST.plusDays(3), false);
        assertThat(tables.paperBands().stream()
                        .mapToInt(Evaluation.Band::observations)
                        .sum())
                .isPositive()
                .isLessThanOrEqualTo(tables.fits().getLast().validated());
        assertThat(EvaluationText.text(tables))
                .contains("over all longitudes of the domain (Figure 7d: 105 to 120 E)")
                .contains("Error reduction by latitude, 105 to 120 E (as Figure 7d)");
        assertThat(EvaluationText.csv(tables)).contains("error_reduction_105_120e,");
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
    void daysThatDoNotSayWhetherTheyAreOfSpinUpAreCounted() throws IOException {
        final Path products = folder.resolve("products");
        final Path day = products.resolve("plane/2019/fluxwatch_plane_filter_20190501.nc");
        Days.copyFormer(day);
        final Evaluation.Tables tables = Evaluation.of(products, "plane", Days.FIRST, Days.FIRST, false);
        assertThat(tables.days()).isOne();
        assertThat(tables.unknownSpinUpDays()).isOne();
        assertThat(EvaluationText.text(tables))
                .contains(
                        "of 1 days it is not known whether the ensemble had settled (files of 0.2.0); they are in\n\n");
        assertThat(EvaluationText.csv(tables)).contains("period,all,spin_up_not_known_days,1\n");
    }

    @Test
    void aDamagedDayOf020IsCountedAndEndsNothing() throws IOException {
        final Path products = write(4);
        final Path day = products.resolve("plane/2019/fluxwatch_plane_filter_20190501.nc");
        Files.delete(day);
        Days.copyFormer(day);
        final long offset;
        try (ClassicParts parts = ClassicParts.open(day)) {
            offset = parts.layout().variables().get("obs_status").offset();
        }
        final byte[] bytes = Files.readAllBytes(day);
        bytes[(int) offset] = 100; // no status
        Files.write(day, bytes);
        final Evaluation.Tables tables = Evaluation.of(products, "plane", Days.FIRST, Days.FIRST.plusDays(3), false);
        assertThat(tables.damaged()).hasSize(1).first().asString().contains("filter_20190501.nc");
        assertThat(tables.days()).isEqualTo(2);
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
        final List<SeasonalCycle.Value> summers = new ArrayList<>();
        for (int year = 0; year < 3; year++) summers.addAll(prior.subList(120, 240));
        assertThat(SeasonalCycle.of(summers).amplitude()).isNaN();
        assertThat(SeasonalCycle.of(prior.subList(0, 320)).amplitude())
                .as("no December")
                .isNaN();
    }
}
