package org.fluxwatch.assimilate.inputs.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Departed;
import org.fluxwatch.assimilate.inputs.footprint.Footprint.Slice;
import org.fluxwatch.assimilate.inputs.footprint.Receptor.Kernel;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;

/// Values are what xarray reads from the same files.
class RealFootprintsTest {
    private static Path real(String name) {
        return RealFiles.at("data/footprints/" + name);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) sum += value;
        return sum;
    }

    @Test
    void flexpartOfASite() {
        final FootprintFile file = FootprintFile.of(real("MHD-10magl_FLEXPART_ECMWFHRES_TEST_inert_201809.nc"));
        assertThat(file.header().model()).isEqualTo("FLEXPART");
        assertThat(file.header().species()).isEqualTo("inert");
        assertThat(file.header().cells().ny()).isEqualTo(12);
        assertThat(file.releases()).hasSize(49);
        final Release release = file.releases().get(29);
        assertThat(release.from()).isEqualTo("2018-09-03T05:00:00Z");
        assertThat(release.to()).isEqualTo("2018-09-03T06:00:00Z");
        assertThat(release.latitude()).isCloseTo(53.32669, within(1e-5));
        assertThat(release.longitude()).isCloseTo(-9.904602, within(1e-5));
        assertThat(release.receptor()).isEqualTo(new Receptor.Point());
        final Footprint footprint = file.read(29);
        assertThat(footprint.slices()).hasSize(1);
        final float[] values = footprint.slices().getFirst().ppmPerFlux();
        assertThat(sum(values)).isCloseTo(5.035400390625e-4, within(1e-12));
        assertThat(values[3 * 12 + 3]).isCloseTo(9.918212890625e-05f, within(1e-11f));
        assertThat(file.read(0).sum()).isZero();
        assertThat(sum(file.read(0).departed().weight())).isCloseTo(0.16749334, within(1e-7));
        assertThat(sum(footprint.departed().weight())).isCloseTo(2.5153160e-4 + 1.55985355e-3, within(1e-9));
        assertThat(footprint.departed().lost()).isCloseTo(1 - 1.8113851e-3, within(1e-7));
    }

    @Test
    void nameOfASiteWithHoursBack() {
        final FootprintFile file = FootprintFile.of(real("RGL-90magl_UKV_co2_TEST_201401.nc"));
        assertThat(file.header().model()).isEqualTo("NAME");
        assertThat(file.header().form()).isEqualTo("OpenGHG, hours back");
        assertThat(file.releases()).hasSize(49);
        final Footprint footprint = file.read(5);
        assertThat(footprint.release().from()).isEqualTo("2014-01-10T05:00:00Z");
        assertThat(footprint.slices()).hasSize(25);
        assertThat(footprint.slices().get(23).to()).isEqualTo("2014-01-09T07:00:00Z");
        assertThat(footprint.slices().get(24).to()).isEqualTo("2014-01-09T06:00:00Z");
        assertThat(footprint.slices().get(24).from()).isEqualTo("2013-12-11T06:00:00Z");
        assertThat(footprint.slices()).filteredOn(Slice::spread).hasSize(1);
        // the file was cut to where the site's air had not been for a day
        for (int h = 0; h < 24; h++) assertThat(footprint.slices().get(h).sum()).isZero();
        assertThat(footprint.sum()).isCloseTo(0.0278472900390625, within(1e-12));
        assertThat(footprint.slices().get(24).ppmPerFlux()[3 * 12 + 4]).isCloseTo(5.340576171875e-05f, within(1e-11f));
        final Departed departed = file.read(0).departed();
        assertThat(sum(departed.weight())).isCloseTo(0.006307005882 + 0.077572345734, within(1e-8));
        final Instant released = file.releases().getFirst().middle();
        // the lowest height and southernmost cell of the western side: 420.582 hours, 0.00025433
        int west = 0;
        while (departed.longitude()[west] > -0.5 || departed.heightM()[west] > 500) west++;
        assertThat(departed.weight()[west]).isCloseTo(2.5433e-4f, within(1e-8f));
        assertThat(departed.latitude()[west]).isCloseTo(51.211f, within(1e-3f));
        assertThat((released.getEpochSecond() - departed.time()[west]) / 3600.0).isCloseTo(420.582, within(1e-3));
    }

    @Test
    void nameOfAColumn() {
        final FootprintFile file = FootprintFile.of(real("THW-column_NAME_UMG_EUROPE_TEST_inert_202304.nc"));
        assertThat(file.releases()).hasSize(4);
        assertThat(file.releases()).extracting(Release::receptor).containsOnly(new Receptor.Column(Kernel.APPLIED));
        assertThat(file.header().cells().nx()).isEqualTo(391);
        assertThat(file.header().cells().latitudes()[292]).isCloseTo(79.057, within(1e-9));
        final double[] sums = {2.52138519, 2.65487671, 2.70562744, 2.87356567};
        final float[] greatest = {0.00898743f, 0.00981903f, 0.01228333f, 0.01359558f};
        final double[] left = {0.99403735, 0.99622076, 0.99715727, 0.99657082};
        for (int t = 0; t < 4; t++) {
            final Footprint footprint = file.read(t);
            assertThat(footprint.sum()).isCloseTo(sums[t], within(1e-7));
            assertThat(footprint.slices().getFirst().ppmPerFlux()[175 * 391 + 275])
                    .isCloseTo(greatest[t], within(1e-8f));
            assertThat(sum(footprint.departed().weight())).isCloseTo(left[t], within(1e-6));
        }
    }
}
