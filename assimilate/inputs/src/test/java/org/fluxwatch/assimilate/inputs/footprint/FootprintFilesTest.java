package org.fluxwatch.assimilate.inputs.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.CELLS;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.UNITS;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.all;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.released;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.values;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch.Ambiguous;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch.Found;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch.Missing;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch.Reason;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.record.ColumnRetrieval;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.Profile;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Releases are of 06:00 to 07:00, 07:00 to 08:00 and so on, at 31 N 112 E.
class FootprintFilesTest {
    private static final FootprintFiles.Near NEAR = new FootprintFiles.Near(50, Duration.ofMinutes(45));

    @TempDir
    Path folder;

    private FootprintFile file(String name, boolean kernel) throws IOException {
        final FootprintFixture fixture =
                released(3).with(values("fp", "time lat lon", new int[] {3, 3, 4}, UNITS, all(3 * CELLS, 1)));
        if (kernel) fixture.with(ClassicAttribute.of("max_level", 17));
        return fixture.write(folder.resolve(name));
    }

    private static Superobservation observed(String time, double latitude, double longitude) {
        final Profile one = new Profile(new float[] {1});
        return new Superobservation(
                "china",
                Sensor.OCO2,
                LocalDate.parse("2020-06-01"),
                "granule",
                new GranuleVersion("B11", "1", 1),
                "one",
                Instant.parse(time),
                latitude,
                longitude,
                412,
                1,
                new ColumnRetrieval(410, new Profile(new float[] {500}), one, one, new Profile(new float[] {410})),
                3,
                false,
                Set.of());
    }

    private static FootprintMatch match(Superobservation observation, FootprintFile... files) {
        return new FootprintFiles(NEAR, List.of(files)).match(observation);
    }

    @Test
    void theNearestColumnInPlaceAndTimeServes() throws IOException {
        final FootprintFile column = file("A-column_TEST.nc", true);
        final Found found =
                (Found) match(observed("2020-06-01T07:20:00Z", 31.1, 112.1), column, file("B-10magl_TEST.nc", false));
        assertThat(found.release().index()).isEqualTo(1);
        assertThat(found.release().file()).isEqualTo(column.path());
        assertThat(found.distanceKm()).isBetween(14.0, 15.0);
        assertThat(new FootprintFiles(NEAR, List.of(column))
                        .read(found.release())
                        .sum())
                .isEqualTo(CELLS);
    }

    @Test
    void whatIsTooFarInPlaceOrTimeIsMissing() throws IOException {
        final FootprintFile column = file("A-column_TEST.nc", true);
        for (Superobservation far : List.of(
                observed("2020-06-01T07:30:00Z", 32, 112),
                observed("2020-06-01T09:16:00Z", 31, 112),
                observed("2020-06-01T05:44:00Z", 31, 112))) {
            final Missing missing = (Missing) match(far, column);
            assertThat(missing.reason()).isEqualTo(Reason.NOT_NEAR);
            assertThat(missing.name()).contains("no footprint of the 3 for one at " + far.time());
        }
    }

    @Test
    void aPointOrAColumnWithoutKernelIsNoStandIn() throws IOException {
        final Superobservation here = observed("2020-06-01T07:30:00Z", 31, 112);
        final Missing point = (Missing) match(here, file("B-10magl_TEST.nc", false));
        assertThat(point.reason()).isEqualTo(Reason.NOT_A_COLUMN);
        assertThat(point.name()).contains("B-10magl_TEST.nc release 2", "is for a point");
        final Missing unknown = (Missing) match(here, file("B-column_TEST.nc", false));
        assertThat(unknown.reason()).isEqualTo(Reason.WITHOUT_KERNEL);
        assertThat(unknown.name()).contains("does not say whether the averaging kernel is applied");
    }

    @Test
    void twoThatAreEquallyNearAreAmbiguous() throws IOException {
        final FootprintFile one = file("A-column_TEST.nc", true);
        final FootprintFile two = file("B-column_TEST.nc", true);
        assertThat(match(observed("2020-06-01T07:20:00Z", 31.1, 112.1), one, two))
                .isInstanceOfSatisfying(Ambiguous.class, ambiguous -> assertThat(ambiguous.releases())
                        .extracting(Release::file)
                        .containsExactlyInAnyOrder(one.path(), two.path()));
        assertThat(match(observed("2020-06-01T08:00:00Z", 31, 112), one)).isInstanceOf(Ambiguous.class);
    }
}
