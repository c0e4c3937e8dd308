package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.ingest.Inspection;
import org.fluxwatch.ingest.Inspection.Area;
import org.junit.jupiter.api.Test;

class InspectionTableTest {
    @Test
    void areasReadFromSouthToNorthAndWestToEast() {
        assertThat(InspectionTable.area(new Area(37.62, 38.91, -80.6, -80.2))).isEqualTo("37.6-38.9N 80.6-80.2W");
        assertThat(InspectionTable.area(new Area(-12.3, 45.6, -179, 179))).isEqualTo("12.3S-45.6N 179.0W-179.0E");
        assertThat(InspectionTable.area(new Area(-38.9, -37.6, 5, 6))).isEqualTo("38.9-37.6S 5.0-6.0E");
    }

    @Test
    void aRowStandsUnderItsHeaderWithin200Columns() {
        final String row = InspectionTable.row(new Inspection(
                "lite/acos_LtCO2_190501_v210210_B9213A_190531120000s.nc4",
                "ACOS_L2_Lite_FP B9213A",
                176_825,
                42,
                new TreeMap<>(Map.of("bad-quality-flag", 4784, "ocean-glint", 1364)),
                15,
                Instant.parse("2019-05-01T03:50:00Z"),
                Instant.parse("2019-05-01T08:39:43Z"),
                new Area(-50.1, 57.1, -176.8, 140.6),
                List.of(),
                null));
        assertThat(row).hasSizeLessThan(200).endsWith("bad-quality-flag 4784, ocean-glint 1364");
        assertThat(row.indexOf("2019-05-01 03:50-08:39")).isEqualTo(InspectionTable.HEADER.indexOf("time"));
        assertThat(row.indexOf("50.1S-57.1N 176.8W-140.6E")).isEqualTo(InspectionTable.HEADER.indexOf("area"));
    }

    @Test
    void aFileThatCannotBeUsedShowsWhyAndNoZeros() {
        final Inspection none =
                new Inspection("x.nc4", "", 0, 0, new TreeMap<>(), 0, null, null, null, List.of(), "is not there");
        assertThat(InspectionTable.row(none))
                .startsWith("x.nc4 ")
                .endsWith("! is not there")
                .doesNotContain(" 0 ");
    }
}
