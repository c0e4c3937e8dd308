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
import java.util.List;
import org.fluxwatch.assimilate.inputs.footprint.FootprintFiles.Sought;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch.Ambiguous;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch.Found;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch.Missing;
import org.fluxwatch.assimilate.inputs.footprint.FootprintMatch.Reason;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
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

    private static Sought observed(String time, double latitude, double longitude) {
        return new Sought("one", Instant.parse(time), latitude, longitude, true);
    }

    private static FootprintMatch match(Sought observation, FootprintFile... files) {
        return new FootprintFiles(List.of(files)).match(observation, NEAR);
    }

    @Test
    void theNearestColumnInPlaceAndTimeServes() throws IOException {
        final FootprintFile column = file("A-column_TEST.nc", true);
        final Found found =
                (Found) match(observed("2020-06-01T07:20:00Z", 31.1, 112.1), column, file("B-10magl_TEST.nc", false));
        assertThat(found.release().index()).isEqualTo(1);
        assertThat(found.release().file()).isEqualTo(column.path());
        assertThat(found.distanceKm()).isBetween(14.0, 15.0);
        assertThat(new FootprintFiles(List.of(column)).read(found.release()).sum())
                .isEqualTo(CELLS);
    }

    @Test
    void whatIsTooFarInPlaceOrTimeIsMissing() throws IOException {
        final FootprintFile column = file("A-column_TEST.nc", true);
        for (Sought far : List.of(
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
        final Sought here = observed("2020-06-01T07:30:00Z", 31, 112);
        final Missing point = (Missing) match(here, file("B-10magl_TEST.nc", false));
        assertThat(point.reason()).isEqualTo(Reason.NOT_A_COLUMN);
        assertThat(point.name()).contains("B-10magl_TEST.nc release 2", "is for a point");
        final Missing unknown = (Missing) match(here, file("B-column_TEST.nc", false));
        assertThat(unknown.reason()).isEqualTo(Reason.WITHOUT_KERNEL);
        assertThat(unknown.name()).contains("does not say whether the averaging kernel is applied");
    }

    @Test
    void aStationWantsTheFootprintOfAPoint() throws IOException {
        final FootprintFile point = file("B-10magl_TEST.nc", false);
        final Sought station = new Sought("one", Instant.parse("2020-06-01T07:30:00Z"), 31, 112, false);
        final Found found = (Found) match(station, file("A-column_TEST.nc", true), point);
        assertThat(found.release().file()).isEqualTo(point.path());
        assertThat(found.release().index()).isEqualTo(1);
        final Missing column = (Missing) match(station, file("A-column_TEST.nc", true));
        assertThat(column.reason()).isEqualTo(Reason.NOT_A_POINT);
        assertThat(column.name()).contains("A-column_TEST.nc release 2", "is for a column with averaging kernel");
        assertThat(match(station, point, file("B-100magl_TEST.nc", false))).isInstanceOf(Ambiguous.class);
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
