package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableDataset;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CfTimeTest {
    @TempDir
    Path folder;

    private Path write(String calendar, String units, double value) {
        final Path path = folder.resolve("t.h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            final WritableDataset time = file.putDataset("time", new double[] {value});
            if (calendar != null) time.putAttribute("calendar", calendar);
            time.putAttribute("units", units);
        }
        return path;
    }

    private static Instant read(Path path) {
        try (GridFile file = GridFile.open(path)) {
            return CfTime.instants(file.variable("time"))[0];
        }
    }

    /// Computed once with cftime 1.6: `cftime.num2date(value, units, calendar)`.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "|days since 0001-01-01|737181|2019-05-01T00:00:00Z",
                "standard|days since 0001-01-01 00:00:00|737181|2019-05-01T00:00:00Z",
                "Gregorian|days since 1-1-1|737181|2019-05-01T00:00:00Z",
                "proleptic_gregorian|days since 0001-01-01|737181|2019-05-03T00:00:00Z",
                "standard|days since 1582-10-04|1|1582-10-15T00:00:00Z",
                "standard|days since 1500-01-01|189673|2019-05-02T00:00:00Z",
                "365_day|days since 1750-01-01 0:0:0|98247.5|2019-03-04T12:00:00Z",
                "noleap|days since 1850-1-1|61814.25|2019-05-10T06:00:00Z",
                "noleap|days since 2020-02-28|1|2020-03-01T00:00:00Z",
                "366_day|days since 2000-01-01|7090|2019-05-16T00:00:00Z",
                "all_leap|days since 2000-01-01|7014|2019-03-01T00:00:00Z",
                "360_day|days since 1850-01-01|60929|2019-03-30T00:00:00Z",
                "julian|days since 1850-01-01|61848|2019-05-02T00:00:00Z",
                "|seconds since 1970-01-01|1559347200|2019-06-01T00:00:00Z",
                "|seconds since 1970-01-01T00:00:00Z|1559347200.25|2019-06-01T00:00:00.250Z",
                "|hours since 1900-01-01 00:00:0.0|1000000|2014-01-29T16:00:00Z",
                "|days since 1850-1-1 00:00:00 +0530|60000|2014-04-10T18:30:00Z",
                "|days since 1850-1-1 00:00:00 UTC|60000|2014-04-11T00:00:00Z",
                "|minutes since 2000-01-01 06:30|10.5|2000-01-01T06:40:30Z",
                "|microseconds since 2000-01-01|1000000|2000-01-01T00:00:01Z",
                "|msec since 2000-01-01|1000|2000-01-01T00:00:01Z",
                "|Days Since 2000-01-01|10.5|2000-01-11T12:00:00Z"
            })
    void readsWhatCftimeReads(String calendar, String units, double value, Instant expected) {
        assertThat(read(write(calendar, units, value))).isEqualTo(expected);
    }

    /// What cftime refuses, or passes over: an hour of one digit in a zone, an hour without minutes.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "|weeks since 2000-01-01|1|2000-01-08T00:00:00Z",
                "|days since 1850-1-1 00:00:00 -5:00|60000.1|2014-04-11T07:24:00Z",
                "|days since 2000-01-01 06|1|2000-01-02T06:00:00Z",
                "|months since 1850-01-15 12:00|2032|2019-05-15T12:00:00Z",
                "noleap|years since 2000-07-01|19|2019-07-01T00:00:00Z"
            })
    void readsWhatUdunitsReadsAndCalendarMonths(String calendar, String units, double value, Instant expected) {
        assertThat(read(write(calendar, units, value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "360_day|days since 2000-01-01|59|59.0 days since 2000-01-01, which is 2000-02-30T00:00:00Z in the calendar '360_day'",
                "all_leap|days since 2000-01-01|425|which is 2001-02-29T00:00:00Z",
                "none|days since 2000-01-01|1|has the calendar 'none'",
                "ethiopic|days since 2000-01-01|1|has the calendar 'ethiopic'",
                "standard|days since 0000-01-01|1|which has no year before 1",
                "standard|days since 1582-10-10|1|has the units 'days since 1582-10-10'",
                "|days since 2001-02-29|1|has the units 'days since 2001-02-29'",
                "|day as %Y%m%d.%f|20190501|has the units 'day as %Y%m%d.%f'",
                "|days since 2000-01-01 00:00 EST|1|has the units 'days since 2000-01-01 00:00 EST'",
                "|months since 2000-01-01|0.5|expected whole months or years"
            })
    void whatIsNoDateIsNamed(String calendar, String units, double value, String expected) {
        final Path path = write(calendar, units, value);
        assertThatThrownBy(() -> read(path))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(path + ": variable time h")
                .hasMessageContaining(expected)
                .hasMessageContaining("expected");
    }

    @Test
    void boundsMayHaveUnitsOfTheirOwn() {
        final Path path = folder.resolve("b.h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            final WritableDataset time = file.putDataset("time", new double[] {12});
            time.putAttribute("units", "hours since 2019-05-01");
            time.putAttribute("calendar", "365_day");
            time.putAttribute("bounds", "time_bnds");
            file.putDataset("time_bnds", new double[][] {{120, 121}}).putAttribute("units", "days since 2019-01-01");
        }
        try (GridFile file = GridFile.open(path)) {
            assertThat(CfTime.bounds(file.variable("time"))).hasValue(new Instant[] {
                Instant.parse("2019-05-01T00:00:00Z"), Instant.parse("2019-05-02T00:00:00Z")
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proleptic_gregorian|minutes since 2019-05-03 00:30:00|99999999999999999999999999999999",
                "standard|days since 2000-01-01|-1e30",
                "standard|months since 1980-01-15|428360142592029",
                "standard|years since 1980-01-15|1e18",
                "standard|days since -332147483648-01-01|7061.5",
                "standard|days since 332147483648-01-01|7061.5"
            })
    void timesBeyondAllCalendarsAreNamed(String calendar, String units, double value) {
        assertThatThrownBy(() -> read(write(calendar, units, value)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("variable time ")
                .hasMessageContaining(units);
    }
}
