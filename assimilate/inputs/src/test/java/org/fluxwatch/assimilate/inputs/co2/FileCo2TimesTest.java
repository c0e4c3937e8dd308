package org.fluxwatch.assimilate.inputs.co2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.inputs.co2.TestDomain.carbonTracker;
import static org.fluxwatch.assimilate.inputs.co2.TestDomain.growing;
import static org.fluxwatch.assimilate.inputs.co2.TestDomain.profile;
import static org.fluxwatch.assimilate.inputs.co2.TestDomain.settings;
import static org.fluxwatch.assimilate.inputs.co2.TestFile.midnight;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Offset;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Missing files, gaps, and what comes after the last file.
class FileCo2TimesTest {
    private static final Offset<Double> SINGLE = within(1e-4);

    @TempDir
    private Path folder;

    /// The day of the year is what the files hold, above 300 ppm.
    private void days(LocalDate first, LocalDate last) {
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            final int number = day.getDayOfYear();
            TestCarbonTracker.of((t, k, latitude, longitude) -> 300 + number).write(folder, day);
        }
    }

    private List<String> missing(FileCo2 co2, LocalDate day) {
        return co2.missing(midnight(day), midnight(day.plusDays(1)));
    }

    @Test
    void anEmptyFolderIsNamedWithTheFilesName() {
        assertThat(missing(carbonTracker(settings(folder)), LocalDate.of(2019, 6, 3)))
                .containsExactly(
                        folder
                                + ": has no file of CO2, expected *molefrac_glb3x2_2019-06-03*.nc (CO2 at the boundary of"
                                + " 2019-06-03T00:00:00Z to 2019-06-03T23:30:00Z)",
                        folder
                                + ": has no file of CO2, expected *molefrac_glb3x2_2019-06-04*.nc (CO2 at the boundary of"
                                + " 2019-06-04T00:00:00Z)");
    }

    @Test
    void timesBeforeTheFirstStepAreMissingEvenWithGrowth() {
        days(LocalDate.of(2019, 6, 3), LocalDate.of(2019, 6, 5));
        assertThat(missing(carbonTracker(growing(folder)), LocalDate.of(2019, 6, 3)))
                .containsExactly(folder + ": CO2 begins with CT2022.molefrac_glb3x2_2019-06-03.nc at"
                        + " 2019-06-03T01:30:00Z, expected *molefrac_glb3x2_2019-06-02*.nc (CO2 at the boundary of"
                        + " 2019-06-03T00:00:00Z to 2019-06-03T01:00:00Z)");
    }

    @Test
    void timesAfterTheLastStepWait() {
        days(LocalDate.of(2019, 6, 2), LocalDate.of(2019, 6, 3));
        final FileCo2 co2 = carbonTracker(settings(folder));
        assertThat(missing(co2, LocalDate.of(2019, 6, 3)))
                .containsExactly(folder + ": CO2 ends with CT2022.molefrac_glb3x2_2019-06-03.nc at"
                        + " 2019-06-03T22:30:00Z, expected *molefrac_glb3x2_2019-06-04*.nc (CO2 at the boundary of"
                        + " 2019-06-03T23:00:00Z to 2019-06-04T00:00:00Z)");
        assertThatThrownBy(() -> profile(co2, "2019-06-03T23:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected *molefrac_glb3x2_2019-06-04*.nc");
        days(LocalDate.of(2019, 6, 4), LocalDate.of(2019, 6, 4));
        assertThat(missing(co2, LocalDate.of(2019, 6, 3))).isEmpty();
        assertThat(profile(co2, "2019-06-04T00:00:00Z")[0]).isCloseTo(300 + 154.5, SINGLE);
    }

    @Test
    void gapsAreMissingEvenWithGrowth() throws IOException {
        days(LocalDate.of(2019, 6, 2), LocalDate.of(2019, 6, 5));
        Files.delete(folder.resolve("CT2022.molefrac_glb3x2_2019-06-04.nc"));
        final FileCo2 co2 = carbonTracker(growing(folder));
        assertThat(missing(co2, LocalDate.of(2019, 6, 3)))
                .containsExactly(folder + ": CO2 has a gap from CT2022.molefrac_glb3x2_2019-06-03.nc at"
                        + " 2019-06-03T22:30:00Z to CT2022.molefrac_glb3x2_2019-06-05.nc at 2019-06-05T01:30:00Z,"
                        + " expected steps PT3H apart, as in *molefrac_glb3x2_2019-06-04*.nc (CO2 at the boundary of"
                        + " 2019-06-03T23:00:00Z to 2019-06-04T00:00:00Z)");
        assertThatThrownBy(() -> profile(co2, "2019-06-04T12:00:00Z")).isInstanceOf(InputException.class);
    }

    @Test
    void aStepThatLacksInAFileIsAGap() {
        TestCarbonTracker.of((t, k, latitude, longitude) -> 400)
                .hours(1.5, 4.5, 10.5, 13.5)
                .write(folder, LocalDate.of(2019, 6, 3));
        final FileCo2 co2 = carbonTracker(settings(folder));
        assertThat(profile(co2, "2019-06-03T03:00:00Z")[0]).isCloseTo(400, SINGLE);
        assertThatThrownBy(() -> profile(co2, "2019-06-03T07:30:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("CO2 has a gap")
                .hasMessageContaining("expected steps PT3H apart");
    }

    @Test
    void growthTakesTheSameTimeOfTheLastYearThatHasIt() {
        days(LocalDate.of(2018, 12, 30), LocalDate.of(2019, 1, 2));
        days(LocalDate.of(2019, 6, 2), LocalDate.of(2019, 6, 5));
        final FileCo2 co2 = carbonTracker(growing(folder));
        final LocalDate next = LocalDate.of(2020, 6, 3);
        assertThat(missing(co2, next)).isEmpty();
        assertThat(profile(co2, "2020-06-03T12:00:00Z")[0]).isCloseTo(300 + 154 + 2.4, SINGLE);
        assertThat(co2.description(next))
                .isEqualTo(
                        "CarbonTracker: CT2022.molefrac_glb3x2_2019-06-02.nc to CT2022.molefrac_glb3x2_2019-06-04.nc;"
                                + " dry air by the product's convention; extended from 2019-06-03 by 1 year at 2.4 ppm a year");
        assertThat(profile(co2, "2022-01-01T12:00:00Z")[0]).isCloseTo(300 + 1 + 3 * 2.4, SINGLE);
        assertThat(co2.description(LocalDate.of(2022, 1, 1)))
                .endsWith("extended from 2019-01-01 by 3 years at 2.4 ppm a year");
    }

    @Test
    void growthSaysFromWhichHourOn() {
        days(LocalDate.of(2018, 6, 4), LocalDate.of(2018, 6, 8));
        days(LocalDate.of(2019, 6, 2), LocalDate.of(2019, 6, 5));
        assertThatThrownBy(() -> profile(carbonTracker(settings(folder)), "2018-12-01T00:00:00Z"))
                .hasMessageContaining("CO2 has a gap");
        final FileCo2 co2 = carbonTracker(growing(folder));
        assertThat(profile(co2, "2019-06-05T22:00:00Z")[0]).isCloseTo(300 + 156, SINGLE);
        assertThat(profile(co2, "2019-06-05T23:00:00Z")[0]).isCloseTo(300 + 156 + 1 / 6.0 + 2.4, SINGLE);
        assertThat(co2.description(LocalDate.of(2019, 6, 5)))
                .endsWith("after 2019-06-05T22:30:00Z extended from 2018-06-05 by 1 year at 2.4 ppm a year");
    }

    @Test
    void growthTakesThe28thForA29February() {
        days(LocalDate.of(2019, 2, 27), LocalDate.of(2019, 3, 2));
        final FileCo2 co2 = carbonTracker(growing(folder));
        assertThat(profile(co2, "2020-02-28T12:00:00Z")[0]).isCloseTo(300 + 59 + 2.4, SINGLE);
        assertThat(profile(co2, "2020-02-29T12:00:00Z")[0]).isCloseTo(300 + 59 + 2.4, SINGLE);
        assertThat(profile(co2, "2020-03-01T12:00:00Z")[0]).isCloseTo(300 + 60 + 2.4, SINGLE);
    }

    @Test
    void growthThatWouldNeedAMissingTimeIsMissing() {
        days(LocalDate.of(2019, 6, 2), LocalDate.of(2019, 6, 5));
        assertThat(missing(carbonTracker(growing(folder)), LocalDate.of(2020, 3, 1)))
                .containsExactly(
                        folder + ": CO2 begins with CT2022.molefrac_glb3x2_2019-06-02.nc at 2019-06-02T01:30:00Z,"
                                + " expected *molefrac_glb3x2_2019-03-01*.nc, for growth over 1 year (CO2 at the"
                                + " boundary of 2020-03-01T00:00:00Z to 2020-03-01T23:30:00Z)",
                        folder + ": CO2 begins with CT2022.molefrac_glb3x2_2019-06-02.nc at 2019-06-02T01:30:00Z,"
                                + " expected *molefrac_glb3x2_2019-03-02*.nc, for growth over 1 year (CO2 at the"
                                + " boundary of 2020-03-02T00:00:00Z)");
    }

    @Test
    void filesOfOneTimeThatMayBeOfDifferentThingsAreRefused() {
        days(LocalDate.of(2019, 6, 2), LocalDate.of(2019, 6, 3));
        TestCarbonTracker.of((t, k, latitude, longitude) -> 400)
                .file(LocalDate.of(2019, 6, 3))
                .write(folder.resolve("CT-NRT.molefrac_glb3x2_2019-06-03.nc"));
        assertThatThrownBy(() -> missing(carbonTracker(settings(folder)), LocalDate.of(2019, 6, 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("CT-NRT.molefrac_glb3x2_2019-06-03.nc and ")
                .hasMessageContaining("both hold CO2 of 2019-06-03T01:30:00Z, expected one of them");
    }

    @Test
    void ofTwoReleasesOfADayTheLaterCounts() {
        days(LocalDate.of(2019, 6, 2), LocalDate.of(2019, 6, 4));
        final FileCo2 co2 = carbonTracker(settings(folder));
        assertThat(profile(co2, "2019-06-03T12:00:00Z")[0]).isCloseTo(300 + 154, SINGLE);
        for (int release : new int[] {2019, 2025})
            TestCarbonTracker.of((t, k, latitude, longitude) -> 390 + release - 2019)
                    .file(LocalDate.of(2019, 6, 3))
                    .write(folder.resolve("CT" + release + ".molefrac_glb3x2_2019-06-03.nc"));
        assertThat(missing(co2, LocalDate.of(2019, 6, 3))).isEmpty();
        final FileCo2 anew = carbonTracker(settings(folder));
        assertThat(profile(anew, "2019-06-03T12:00:00Z")[0]).isCloseTo(396, SINGLE);
        assertThat(anew.description(LocalDate.of(2019, 6, 3)))
                .contains("CT2022.molefrac_glb3x2_2019-06-02.nc to CT2022.molefrac_glb3x2_2019-06-04.nc");
    }

    /// The first step of a day is in the file of the day before, too.
    @Test
    void filesMayShareAStepAtTheirEnds() {
        final LocalDate first = LocalDate.of(2019, 6, 2);
        for (int day = 0; day < 3; day++) {
            final int number = day;
            TestCarbonTracker.of((t, k, latitude, longitude) -> 400 + 10 * number)
                    .hours(0, 6, 12, 18, 24)
                    .write(folder, first.plusDays(day));
        }
        final FileCo2 co2 = carbonTracker(settings(folder));
        assertThat(missing(co2, LocalDate.of(2019, 6, 3))).isEmpty();
        assertThat(profile(co2, "2019-06-03T00:00:00Z")[0]).isCloseTo(400, SINGLE);
        assertThat(profile(co2, "2019-06-03T06:00:00Z")[0]).isCloseTo(410, SINGLE);
        assertThat(profile(co2, "2019-06-02T23:59:59Z")[0]).isCloseTo(400, SINGLE);
    }

    @Test
    void aPatternThatIsNoneIsNamedWithItsSetting() {
        assertThatThrownBy(() -> carbonTracker(TestDomain.files(folder, "co2_{year}.nc")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("domains.*.inputs.boundary.files: file pattern is 'co2_{year}.nc', expected");
    }
}
