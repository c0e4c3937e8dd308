package org.fluxwatch.assimilate.inputs.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.CELLS;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.all;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.axis;
import static org.fluxwatch.assimilate.inputs.footprint.FootprintFixture.values;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StiltFileTest {
    private static final double RELEASE = 1_591_000_200; // 2020-06-01T08:30Z

    @TempDir
    Path folder;

    private FootprintFile write(String name, double... hours) throws IOException {
        return FootprintFixture.onCells()
                .with(axis("time", "seconds since 1970-01-01 00:00:00Z", hours).with("calendar", "standard"))
                .with(values(
                        "foot",
                        "time lat lon",
                        new int[] {hours.length, 3, 4},
                        "ppm (umol-1 m2 s)",
                        all(hours.length * CELLS, 0.5)))
                .write(folder.resolve(name));
    }

    @Test
    void hoursOfFluxesBeginAtTheirTimes() throws IOException {
        final FootprintFile file = write("202006010830_112.01_31.2_5_foot.nc", RELEASE - 7200, RELEASE - 3600);
        final Release release = file.releases().getFirst();
        assertThat(release.middle()).isEqualTo("2020-06-01T08:30:00Z");
        assertThat(release.latitude()).isEqualTo(31.2);
        assertThat(release.longitude()).isEqualTo(112.01);
        assertThat(release.receptor()).isEqualTo(new Receptor.Point());
        final Footprint footprint = file.read(0);
        assertThat(footprint.slices())
                .extracting(Slice::from)
                .containsExactly(Instant.parse("2020-06-01T07:30:00Z"), Instant.parse("2020-06-01T06:30:00Z"));
        assertThat(footprint.slices()).extracting(Slice::spread).containsOnly(false);
        assertThat(footprint.sum()).isEqualTo(12);
        assertThat(footprint.departed().lost()).isEqualTo(1);
    }

    @Test
    void anXInTheNameIsAColumnOfUnknownKernel() throws IOException {
        assertThat(write("2020060108_112.01_-31.2_X_foot.nc", RELEASE - 7200)
                        .releases()
                        .getFirst()
                        .receptor())
                .isEqualTo(new Receptor.Column(Receptor.Kernel.UNKNOWN));
    }

    @Test
    void aSumOverTimeDoesNotSayHowFarBackItReaches() {
        assertThatThrownBy(() -> write("202006010830_112.01_31.2_5_foot.nc", RELEASE))
                .hasMessageContaining("has the time 2020-06-01T08:30:00Z for a release at 2020-06-01T08:30:00Z")
                .hasMessageContaining("does not say how far back it reaches");
    }

    @Test
    void aNameWithoutPlaceAndTimeIsRefused() {
        assertThatThrownBy(() -> write("foot.nc", RELEASE - 3600))
                .hasMessageContaining("its name does not say where and when the footprint was released");
        assertThatThrownBy(() -> write("202013010830_112.01_31.2_5_foot.nc", RELEASE - 3600))
                .hasMessageContaining("its name is no time and place of a release");
    }
}
