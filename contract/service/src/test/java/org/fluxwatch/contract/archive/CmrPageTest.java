package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CmrPageTest {
    private static final URI RECORDED = URI.create("recorded");
    private static final String DATA =
            "https://goldsmr5.gesdisc.eosdis.nasa.gov/data/MERRA2/MERRA2_400.inst3_3d_asm_Nv.20190503.nc4";

    @Test
    void readsRecordedAnswersOfGesDisc() throws Exception {
        for (String name : List.of("NLDAS_NOAH0125_H_umm.json", "GPM_3IMERGHH_umm.json")) {
            final String json = Files.readString(RealFiles.at("data/cmr/" + name));
            final CmrGranule granule = CmrPage.parse(json, RECORDED).granules().getFirst();
            assertThat(granule.files()).isEmpty(); // none is netCDF
            assertThat(granule.revised()).isNotNull();
            // the same record, as it would look for a netCDF file
            final Matcher data = Pattern.compile("https://[^\"]*/data/[^\"]*\\.(?:grb|HDF5)(?=\")")
                    .matcher(json);
            final CmrGranule.File file = CmrPage.parse(data.replaceAll(DATA), RECORDED)
                    .granules()
                    .getFirst()
                    .files()
                    .getFirst();
            assertThat(file.name()).isEqualTo("MERRA2_400.inst3_3d_asm_Nv.20190503.nc4");
            assertThat(file.source().approximateSize().orElseThrow().unit()).isEqualTo("MB");
        }
    }

    @Test
    void readsRecordedPagesWithManyRecords() throws Exception {
        final String cassette =
                Files.readString(RealFiles.at("data/cmr/TestMultipleQueries.test_results_unparsed_format.yaml"));
        final Matcher body =
                Pattern.compile("string: '(\\{\"hits\".*?)'\\n", Pattern.DOTALL).matcher(cassette);
        int records = 0;
        while (body.find()) {
            final String json = body.group(1).replaceAll("\\n\\s+", " ").replace("''", "'");
            records += CmrPage.parse(json, RECORDED).granules().size();
        }
        assertThat(records).isPositive();
    }

    private static final String GOOD = FakeArchive.item("G1-GES_DISC", 3, "2024-03-01T12:00:00.000Z", DATA, """
            , "DataGranule": {"ArchiveAndDistributionInformation": [{"Name": "Not provided", "Size": 26.7,
              "SizeUnit": "MB", "SizeInBytes": 27984421, "Checksum": {"Value": "f354", "Algorithm": "MD5"}}]}""");

    /// What of the good record is replaced, by what, and what is said of it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            /data/MERRA2 | /data/a b | address | Illegal character in path: https://goldsmr5.gesdisc.eosdis.nasa.gov/data/a b
            https: | ftp: | address | Expected an http or https address: ftp:
            https: | file: | address | Expected an http or https address: file:
            https://goldsmr5.gesdisc.eosdis.nasa.gov/data | mailto:a@b.c | address | Expected an http or https address
            https://goldsmr5.gesdisc.eosdis.nasa.gov | ^^ | address | Expected an http or https address: /data
            goldsmr5.gesdisc.eosdis.nasa.gov | ^^ | address | Expected the name of a host
            goldsmr5.gesdisc.eosdis.nasa.gov | host:99999999 | address | Expected the name of a host
            goldsmr5.gesdisc.eosdis.nasa.gov | me:SECRET@host | address | without user and password: https://***@host/
            "URL": "https | "URL": "\\u001b[31mhttps | address | \u001b[31m
            MERRA2_400 | %00..%2f | name | file name is '%00..%2f
            MERRA2_400 | . | name | file name is '.
            "revision-id": 3 | "revision-id": -5 | revision | revision-id is '-5', expected a whole number, 0 to 999999999
            "revision-id": 3 | "revision-id": 2147483647 | revision | revision-id is '2147483647'
            "revision-id": 3 | "revision-id": 3.5 | revision | '3.5'
            "revision-id": 3 | "revision-id": [3] | revision | '[3]'
            "revision-id": 3 | "revision": 3 | revision | revision-id is missing
            2024-03-01 | soon | date | revision-date is 'soonT12:00:00.000Z', expected a date and time with its offset
            2024-03-01 | -999999999-01-01 | date | revision-date is
            "revision-date": | "date": | date | revision-date is missing
            "concept-id": "G1-GES_DISC" | "concept-id": {} | form | concept-id is '{}'
            "umm": { | "numm": { | form | umm is missing, expected an object
            "umm": { | "umm": 5, "numm": { | form | umm is '5', expected an object
            "meta": { | "meta": [], "beta": { | form | concept-id is missing
            27984421 | -1 | size | SizeInBytes is '-1', expected 0 to 4294967296
            27984421 | 1e300 | size | SizeInBytes is '1.0E300'
            26.7 | 999999999 | size | Size is 9.99999999E8 MB, expected up to 4294967296 bytes
            "f354" | "f3\\n54" | checksum | Checksum is
            "Type": "GET DATA"} | "Type": "USE SERVICE API"} | direct-access | has direct access only (s3://bucket/x.nc4), expected a link GET DATA
            """)
    void leavesOutARecordWithAFlawAndSaysWhy(String good, String odd, String flaw, String said) throws Exception {
        assertThat(GOOD).contains(good);
        final String bad = GOOD.replace(good, odd.replace("\\\\", "\\"));
        final CmrRecords records = CmrPage.parse(FakeArchive.page(GOOD, bad, GOOD), RECORDED);
        assertThat(records.granules()).hasSize(2);
        assertThat(records.refused()).hasSize(1);
        final RefusedRecord refused = records.refused().getFirst();
        assertThat(refused.flaw().label()).isEqualTo(flaw);
        assertThat(refused.toString()).contains(said).doesNotContain("SECRET").doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void takesTheGoodOneOfTwoLinks() throws Exception {
        final String two = GOOD.replace(
                "{\"URL\": \"https://goldsmr5",
                "{\"URL\": \"ftp://x/y.nc4\", \"Type\": \"GET DATA\"}, {\"URL\": \"https://goldsmr5");
        assertThat(CmrPage.parse(FakeArchive.page(two), RECORDED)
                        .granules()
                        .getFirst()
                        .files())
                .extracting(file -> file.source().uri().toString())
                .containsExactly(DATA);
    }

    @Test
    void namesARecordThatIsNone() throws Exception {
        assertThat(CmrPage.parse("{\"items\": [null, 5, [], {}]}", RECORDED).refused())
                .hasSize(4)
                .allSatisfy(record -> assertThat(record)
                        .hasToString("a record without a name: concept-id is missing, expected CMR's name of it"));
    }

    @Test
    void readsNoAnswerOfEndlessDepth() {
        assertThatThrownBy(() -> CmrPage.parse("{\"items\": " + "[".repeat(100_000), RECORDED))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void namesTheSearchWhoseAnswerIsNone() {
        assertThatThrownBy(() -> CmrPage.parse("<html>", RECORDED))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("recorded: the answer is not JSON");
        assertThatThrownBy(() -> CmrPage.parse("{}", RECORDED)).hasMessageContaining("no list 'items'");
    }
}
