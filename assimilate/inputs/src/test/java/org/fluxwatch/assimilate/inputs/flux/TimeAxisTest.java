package org.fluxwatch.assimilate.inputs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fluxwatch.assimilate.inputs.flux.TestFile.even;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeAxisTest {
    private static final Optional<Interval> YEAR = Optional.of(Interval.year(2019));

    @TempDir
    Path folder;

    private List<Interval> read(TestFile file, Optional<Interval> named) throws IOException {
        try (GridFile open = GridFile.open(file.write(folder.resolve("x.nc")))) {
            return TimeAxis.of(GeoVariable.of(open, "flux"), named);
        }
    }

    private static TestFile flux(double[] times, String units, Object... attributes) {
        return new TestFile()
                .globe(30)
                .axis("time", times, units)
                .variable("flux", "time lat lon", new double[times.length * 72], attributes);
    }

    private static Interval interval(String begin, String end) {
        return new Interval(Instant.parse(begin), Instant.parse(end));
    }

    @Test
    void aFileWithoutTimesIsAMeanOverThePeriodOfItsName() throws IOException {
        final TestFile file = new TestFile().globe(30).variable("flux", "lat lon", new double[72]);
        assertThat(read(file, YEAR)).containsExactly(Interval.year(2019));
        assertThatThrownBy(() -> read(file, Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("x.nc: variable flux has no times, expected some or a date in the file's name");
    }

    @Test
    void boundsGoBeforeEverythingElse() throws IOException {
        final TestFile file = new TestFile()
                .globe(30)
                .dimension("nv", 2)
                .dimension("time", 2)
                .variable(
                        "time", "time", new double[] {31, 59}, "units", "days since 2019-01-01", "bounds", "time_bnds")
                .variable("time_bnds", "time nv", new double[] {0, 31, 31, 59})
                .variable("flux", "time lat lon", new double[144]);
        assertThat(read(file, Optional.empty()))
                .containsExactly(Interval.month(YearMonth.of(2019, 1)), Interval.month(YearMonth.of(2019, 2)));
    }

    @Test
    void twelveStepsWithoutTimesAreTheMonthsOfTheYear() throws IOException {
        final TestFile file = new TestFile()
                .globe(30)
                .dimension("month", 12)
                .variable("month", "month", even(1, 1, 12))
                .variable("flux", "month lat lon", new double[12 * 72]);
        assertThat(read(file, YEAR)).hasSize(12).startsWith(Interval.month(YearMonth.of(2019, 1)));
        assertThatThrownBy(() -> read(file, Optional.empty())).hasMessageContaining("12 steps without times");
    }

    @Test
    void oneTimeStandsForThePeriodOfTheName() throws IOException {
        assertThat(read(flux(new double[] {0}, "days since 2019-01-01"), YEAR)).containsExactly(Interval.year(2019));
        assertThatThrownBy(() -> read(flux(new double[] {0}, "days since 2017-01-01"), YEAR))
                .hasMessageContaining("has the time 2017-01-01T00:00:00Z, expected one within the period");
    }

    @Test
    void stepsOfMonthsAndYearsAreCalendarOnes() throws IOException {
        assertThat(read(flux(new double[] {15.5, 45, 74.5}, "days since 2019-01-01"), YEAR))
                .containsExactly(
                        Interval.month(YearMonth.of(2019, 1)),
                        Interval.month(YearMonth.of(2019, 2)),
                        Interval.month(YearMonth.of(2019, 3)));
        assertThat(read(flux(new double[] {182, 548}, "days since 2019-01-01"), Optional.empty()))
                .containsExactly(Interval.year(2019), Interval.year(2020));
    }

    @Test
    void yearsSinceADateAreCalendarYears() throws IOException {
        assertThat(read(flux(new double[] {40, 41}, "years since 1970-01-01"), Optional.empty()))
                .containsExactly(Interval.year(2010), Interval.year(2011));
        assertThatThrownBy(() -> read(flux(new double[] {40.5, 41.5}, "years since 1970-01-01"), Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("holds 40.5 years since 1970-01-01, expected whole months or years");
    }

    @Test
    void evenStepsArePartsOfTheDay() throws IOException {
        assertThat(read(flux(even(1.5, 3, 8), "hours since 2019-05-01"), YEAR))
                .hasSize(8)
                .startsWith(interval("2019-05-01T00:00:00Z", "2019-05-01T03:00:00Z"));
        assertThat(read(flux(even(0, 3, 8), "hours since 2019-05-01"), YEAR))
                .startsWith(interval("2019-05-01T00:00:00Z", "2019-05-01T03:00:00Z"));
        assertThat(read(flux(even(0.5, 1, 24), "hours since 2019-05-01"), YEAR))
                .endsWith(interval("2019-05-01T23:00:00Z", "2019-05-02T00:00:00Z"));
        assertThat(read(flux(even(0.5, 1, 5), "days since 2019-05-01"), YEAR))
                .startsWith(Interval.day(LocalDate.of(2019, 5, 1)));
    }

    @Test
    void centredMeansReachHalfAStepToBothSides() throws IOException {
        final String comment = "time-interval average, centered on times in the date axis";
        assertThat(read(flux(even(0, 3, 8), "hours since 2019-05-01", "comment", comment), YEAR))
                .startsWith(interval("2019-04-30T22:30:00Z", "2019-05-01T01:30:00Z"));
        assertThat(read(flux(even(1.5, 3, 8), "hours since 2019-05-01", "comment", comment), YEAR))
                .startsWith(interval("2019-05-01T00:00:00Z", "2019-05-01T03:00:00Z"));
    }

    @Test
    void othersNeedBounds() {
        assertThatThrownBy(() -> read(flux(even(0, 8, 5), "days since 2019-05-01"), YEAR))
                .hasMessageContaining("steps of 691200 s without bounds");
        assertThatThrownBy(() -> read(flux(new double[] {0, 3, 9}, "hours since 2019-05-01"), YEAR))
                .hasMessageContaining("expected even steps");
        assertThatThrownBy(() -> read(flux(new double[] {3, 0}, "hours since 2019-05-01"), YEAR))
                .hasMessageContaining("expected rising times");
    }
}
