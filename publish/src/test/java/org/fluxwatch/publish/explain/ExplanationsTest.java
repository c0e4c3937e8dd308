package org.fluxwatch.publish.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.daily.ProductFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationsTest {
    private static final AnalysedDomain PLANE = new AnalysedDomain("plane", AssimilationSystem.FILTER);
    private static final LocalDate DAY = Days.FIRST;

    @TempDir
    Path data;

    private ProductFolder folder;
    private Grid grid;

    @BeforeEach
    void open() {
        final Settings settings = Days.settings(data);
        folder = new ProductFolder(settings.productsFolder(), settings);
        grid = settings.domain("plane").modelGrid();
    }

    private void write(int daysAfter, int revision, int observations, int smoothingDays) throws IOException {
        folder.write(SharedDays.product(grid, DAY.plusDays(daysAfter), revision, observations, smoothingDays));
    }

    private static <T> T explained(Explanations.Found<T> found) {
        assertThat(found).isInstanceOf(Explanations.Found.Explained.class);
        return ((Explanations.Found.Explained<T>) found).explanation();
    }

    private static String missing(Explanations.Found<?> found) {
        assertThat(found).isInstanceOf(Explanations.Found.Missing.class);
        return ((Explanations.Found.Missing<?>) found).why();
    }

    private RegionExplanation region() throws IOException {
        return explained(new Explanations(folder).region(PLANE, DAY, "central"));
    }

    @Test
    void sharesSumToTheIncrementHoweverTheyAreGrouped() throws IOException {
        write(0, 1, 300, 0);
        final RegionExplanation region = region();
        assertThat(region.missing()).isEmpty();
        assertThat(region.revision()).isEqualTo(1);
        assertThat(region.before()).isCloseTo(0.31, within(1e-12));
        assertThat(region.increment()).isCloseTo(region.after() - region.before(), within(1e-12));
        final double sum = region.sumOfShares();
        assertThat(sum).isCloseTo(region.increment(), within(1e-6)).isNotZero();
        assertThat(region.groups().stream()
                        .mapToDouble(RegionExplanation.GroupShare::share)
                        .sum())
                .isCloseTo(sum, within(1e-12));
        assertThat(region.granules().stream()
                        .mapToDouble(RegionExplanation.GranuleShare::share)
                        .sum())
                .isCloseTo(sum, within(1e-12));
        assertThat(region.observations()).hasSize(200);
        assertThat(region.rest()).isNotZero();
        assertThat(region.observations().stream().mapToDouble(o -> o.share()).sum() + region.rest())
                .isCloseTo(sum, within(1e-12));
        assertThat(region.observations())
                .isSortedAccordingTo((a, b) -> Double.compare(Math.abs(b.share()), Math.abs(a.share())))
                .allMatch(o -> o.status().equals("assimilated"));
    }

    @Test
    void withoutASensorItsSharesAreTakenOff() throws IOException {
        write(0, 0, 50, 0);
        final RegionExplanation region = region();
        assertThat(region.without())
                .extracting(RegionExplanation.WithoutSensor::sensor)
                .containsExactly(Sensor.OCO2, Sensor.GOSAT);
        for (RegionExplanation.WithoutSensor without : region.without()) {
            final double share = region.groups().stream()
                    .filter(group -> group.sensor() == without.sensor())
                    .mapToDouble(RegionExplanation.GroupShare::share)
                    .sum();
            assertThat(without.change()).isCloseTo(-share, within(1e-12));
            assertThat(without.after()).isCloseTo(region.after() - share, within(1e-12));
            final SensorExplanation sensor =
                    explained(new Explanations(folder).sensor(PLANE, DAY, without.sensor(), Optional.empty()));
            assertThat(sensor.regions().get(1).region()).isEqualTo("central");
            assertThat(sensor.regions().get(1).share()).isCloseTo(share, within(1e-12));
            assertThat(sensor.regions().get(1).afterWithout()).isCloseTo(without.after(), within(1e-12));
        }
    }

    @Test
    void ofASmoothedDayLaterDaysCountToo() throws IOException {
        write(0, 3, 30, 2);
        write(1, 0, 30, 0);
        write(2, 0, 30, 0);
        final RegionExplanation region = region();
        assertThat(region.smoothingDays()).isEqualTo(2);
        assertThat(region.missing()).isEmpty();
        assertThat(region.sumOfShares()).isCloseTo(region.increment(), within(1e-6));
        assertThat(region.granules())
                .extracting(RegionExplanation.GranuleShare::day)
                .contains(DAY, DAY.plusDays(1), DAY.plusDays(2));
    }

    @Test
    void saysWhichDaysSharesAreNotThere() throws IOException {
        write(0, 3, 30, 2);
        folder.write(Days.withoutShares(SharedDays.product(grid, DAY.plusDays(1), 0, 30, 0)));
        final RegionExplanation region = region();
        assertThat(region.missing())
                .containsExactly(
                        "shares of 2019-05-02: its file does not have them (it is of an earlier version of fluxwatch)",
                        "shares of 2019-05-03: there is no file of that day");
        assertThat(region.without()).isNotEmpty().allMatch(without -> Double.isNaN(without.after()));
    }

    @Test
    void anOlderFileIsExplainedWithoutShares() throws IOException {
        folder.write(Days.withoutShares(SharedDays.product(grid, DAY, 0, 30, 0)));
        final RegionExplanation region = region();
        assertThat(region.sumOfShares()).isNaN();
        assertThat(region.after()).isNotNaN();
        assertThat(region.observations()).isEmpty();
        assertThat(region.missing()).hasSize(1);
        final SensorExplanation sensor =
                explained(new Explanations(folder).sensor(PLANE, DAY, Sensor.OCO2, Optional.empty()));
        assertThat(sensor.observations()).isNotEmpty();
        assertThat(sensor.regions()).allMatch(share -> Double.isNaN(share.share()));
        assertThat(sensor.errorAdvice()).isNull(); // of one day
    }

    @Test
    void saysWhenSharesAreOfOtherRevisionsThanTheFlux() throws IOException {
        write(0, 3, 30, 2);
        write(1, 0, 30, 0);
        write(2, 0, 11, 0);
        assertThat(region().missing())
                .containsExactly(
                        "the shares are of other revisions than the flux: a later day was analysed again since");
    }

    @Test
    void aDayWithoutObservationsHasNothingToExplain() throws IOException {
        write(0, 0, 0, 0);
        final RegionExplanation region = region();
        assertThat(region.missing()).isEmpty();
        assertThat(region.sumOfShares()).isZero();
        assertThat(region.without()).isEmpty();
    }

    @Test
    void ofASensorListsItsObservationsAndWhatItsErrorsAre() throws IOException {
        for (int day = 0; day < 25; day++) write(day, 0, 30, 0);
        final LocalDate last = DAY.plusDays(24);
        final SensorExplanation sensor =
                explained(new Explanations(folder).sensor(PLANE, last, Sensor.GOSAT, Optional.empty()));
        assertThat(sensor.observations()).hasSize(6).allMatch(o -> o.sensor() == Sensor.GOSAT && o.share() == null);
        assertThat(sensor.granules()).hasSize(1);
        assertThat(sensor.granules().getFirst().observations()).isEqualTo(6);
        assertThat(sensor.errorAdvice().days()).isEqualTo(20);
        assertThat(sensor.errorAdvice().statedPpm()).isCloseTo(0.7, within(1e-12));
        assertThat(sensor.errorAdviceByMode())
                .extracting(SensorExplanation.ModeAdvice::mode)
                .containsExactly(ViewMode.NADIR);
        final SensorExplanation glint =
                explained(new Explanations(folder).sensor(PLANE, last, Sensor.GOSAT, Optional.of(ViewMode.GLINT)));
        assertThat(glint.observations()).isEmpty();
        assertThat(glint.errorAdvice()).isNull();
        assertThat(glint.regions()).allMatch(share -> share.share() == 0);
    }

    @Test
    void saysWhatCannotBeExplained() throws IOException {
        write(0, 0, 5, 0);
        final Explanations explanations = new Explanations(folder);
        assertThat(missing(explanations.region(PLANE, DAY, "nowhere")))
                .isEqualTo("no such region on 2019-05-01, expected one of [north, central, loess-plateau]");
        assertThat(missing(explanations.region(PLANE, DAY.plusDays(1), "north")))
                .isEqualTo("no analysis of plane/filter for 2019-05-02 yet");
        assertThat(missing(
                        explanations.region(new AnalysedDomain("plane", AssimilationSystem.INVERSION), DAY, "north")))
                .startsWith("only days of the filter can be explained");
        Files.write(folder.find(PLANE, DAY).orElseThrow(), new byte[] {1, 2, 3, 4, 5});
        assertThat(missing(explanations.region(PLANE, DAY, "north"))).endsWith("2019-05-01 is damaged");
    }
}
