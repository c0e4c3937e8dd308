package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.SharedData;
import org.junit.jupiter.api.Test;

class CmrPageTest {
    private static final URI RECORDED = URI.create("recorded");
    private static final String DATA =
            "https://goldsmr5.gesdisc.eosdis.nasa.gov/data/MERRA2/MERRA2_400.inst3_3d_asm_Nv.20190503.nc4";

    @Test
    void readsRecordedAnswersOfGesDisc() throws Exception {
        for (String name : List.of("NLDAS_NOAH0125_H_umm.json", "GPM_3IMERGHH_umm.json")) {
            final String json = Files.readString(SharedData.folder("cmr").resolve(name));
            final CmrGranule granule = CmrPage.parse(json, RECORDED).getFirst();
            assertThat(granule.files()).isEmpty(); // none is netCDF
            assertThat(granule.revised()).isNotNull();
            // the same record, as it would look for a netCDF file
            final Matcher data = Pattern.compile("https://[^\"]*/data/[^\"]*\\.(?:grb|HDF5)(?=\")")
                    .matcher(json);
            final CmrGranule.File file = CmrPage.parse(data.replaceAll(DATA), RECORDED)
                    .getFirst()
                    .files()
                    .getFirst();
            assertThat(file.name()).isEqualTo("MERRA2_400.inst3_3d_asm_Nv.20190503.nc4");
            assertThat(file.source().approximateSize().orElseThrow().unit()).isEqualTo("MB");
        }
    }

    @Test
    void readsRecordedPagesWithManyRecords() throws Exception {
        final String cassette = Files.readString(
                SharedData.folder("cmr").resolve("TestMultipleQueries.test_results_unparsed_format.yaml"));
        final Matcher body =
                Pattern.compile("string: '(\\{\"hits\".*?)'\\n", Pattern.DOTALL).matcher(cassette);
        int records = 0;
        while (body.find()) {
            final String json = body.group(1).replaceAll("\\n\\s+", " ").replace("''", "'");
            records += CmrPage.parse(json, RECORDED).size();
        }
        assertThat(records).isPositive();
    }

    @Test
    void namesTheSearchWhoseAnswerIsNone() {
        assertThatThrownBy(() -> CmrPage.parse("<html>", RECORDED))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("recorded: the answer is not JSON");
        assertThatThrownBy(() -> CmrPage.parse("{}", RECORDED)).hasMessageContaining("no list 'items'");
    }
}
