package org.fluxwatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.record.GranuleVersion;
import org.fluxwatch.contract.record.ProcessingStream;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiteNameTest {
    private static Optional<LiteName> parse(String name) {
        return LiteName.parse(name, Sensors.builtIn());
    }

    @Test
    void readsOcoNames() {
        final LiteName name =
                parse("oco2_LtCO2_200705_B11100Ar_230603215543s.nc4").orElseThrow();
        assertThat(name.sensor()).isEqualTo(Sensor.OCO2);
        assertThat(name.day()).isEqualTo(LocalDate.of(2020, 7, 5));
        assertThat(name.version(3)).hasToString("B11100Ar/230603215543/3");
        assertThat(name.product()).isEqualTo("OCO2_L2_Lite_FP B11100Ar");
        assertThat(parse("oco3_LtCO2_200705_B11072Ar_230603215543s.nc4")
                        .orElseThrow()
                        .sensor())
                .isEqualTo(Sensor.OCO3);
    }

    @Test
    void readsGosatNames() {
        final LiteName name =
                parse("acos_LtCO2_200608_v210210_B9213A_201026001634s.nc4").orElseThrow();
        assertThat(name.sensor()).isEqualTo(Sensor.GOSAT);
        assertThat(name.day()).isEqualTo(LocalDate.of(2020, 6, 8));
        assertThat(name.build()).isEqualTo("B9213A");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".SUB.nc4",
                ".nc4.nc4",
                ".nc4.nc",
                ".nc4.dap.nc4",
                ".SUB.nc4.nc4",
                "_subsetted.nc4",
                "_s_subsetted.nc4",
                "_Retrieval_psurf_subsetted.nc4",
                "_regridded_subsetted_reformatted.nc4",
                "_subsetted.nc4.dap.nc4"
            })
    void knowsAFileByOtherServicesNames(String ending) {
        final String own = "acos_LtCO2_200608_v210210_B9213A_201026001634s";
        final LiteName name = parse(own + ending).orElseThrow();
        assertThat(name).isEqualTo(parse(own + ".nc4").orElseThrow());
        assertThat(name.name()).isEqualTo(own + ".nc4");
        assertThat(name.isOf(own + ending)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "oco2_LtCO2_200705_B11100Ar_230603215543s.nc4, RETROSPECTIVE, B11100Ar/230603215543/1",
        "oco2_LtCO2_200705_B11006A_230603215543s.nc4, FORWARD, B11006A/230603215543/1",
        "oco2_FwCO2_200705_B11006A_230603215543s.nc4, FORWARD, B11006A/230603215543/1",
        "oco3_FwCO2_200705_B11006Ar_230603215543s.nc4, FORWARD, B11006Ar/230603215543/1/forward",
        "oco3_LtCO2_200705_B10400Br_230603215543s.nc4, RETROSPECTIVE, B10400Br/230603215543/1"
    })
    void tellsTheStreams(String name, ProcessingStream stream, String version) {
        assertThat(parse(name).orElseThrow().version(1).stream()).isEqualTo(stream);
        assertThat(parse(name).orElseThrow().version(1)).hasToString(version);
        assertThat(GranuleVersion.parse(version))
                .isEqualTo(parse(name).orElseThrow().version(1));
    }

    @Test
    void aForwardFileWhoseBuildEndsInRDoesNotReplaceTheRetrospectiveOne() {
        assertThat(parse("oco2_FwCO2_200705_B11300Ar_260603215543s.nc4")
                        .orElseThrow()
                        .version(1))
                .isLessThan(parse("oco2_LtCO2_200705_B11100Ar_230603215543s.nc4")
                        .orElseThrow()
                        .version(1));
    }

    @Test
    void oneStreamIsNotMarked() {
        assertThat(parse("acos_LtCO2_200608_v210210_B9213A_201026001634s.nc4")
                        .orElseThrow()
                        .version(2))
                .hasToString("B9213A/201026001634/2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oco2_LtCO2_201305_B11100Ar_230603215543s.nc4", // month 13
                "oco2_LtCO2_200705_B11100Ar_230603215543s.nc4.xml",
                "oco2_LtSIF_200705_B11100Ar_230603215543s.nc4",
                "../oco2_LtCO2_200705_B11100Ar_230603215543s.nc4",
                "oco4_LtCO2_200705_B11100Ar_230603215543s.nc4",
                "oco2_LtCO2_200705_B11100Ar_230603215543s (1).nc4",
                "oco2_LtCO2_200705_B11100Ar_230603215543s.nc4.md5",
                ""
            })
    void leavesOtherNamesAlone(String name) {
        assertThat(parse(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oco2_LtCO2_200705_B11100Ar_230603215543s.nc4",
                "oco2_LtCO2_230603_B11100Ar_230603215543s.nc4",
                "oco2_LtCO2_230604_B11100Ar_230603215543s.nc4"
            })
    void acceptsDaysUpToOneAfterTheProduction(String name) {
        assertThat(parse(name).orElseThrow().impossible()).isEmpty();
    }

    @Test
    void knowsThatADayToComeCannotBeInAFile() {
        assertThat(parse("oco2_LtCO2_990605_B11100Ar_230603215543s.nc4")
                        .orElseThrow()
                        .impossible())
                .hasValue("is of 2099-06-05 but was produced at 2023-06-03T21:55:43, expected a day that had come");
        assertThat(parse("oco2_LtCO2_230605_B11100Ar_230603215543s.nc4")
                        .orElseThrow()
                        .impossible())
                .isPresent();
        assertThat(parse("oco2_LtCO2_200705_B11100Ar_231303215543s.nc4")
                        .orElseThrow()
                        .impossible())
                .hasValue("has the production time '231303215543' in its name, expected YYMMDDhhmmss");
    }

    @Test
    void readsAllNamesOfTheRealRecord() throws IOException {
        final List<String> names = Files.readAllLines(RealFiles.at("data/cmr/gesdisc-links-oco2-10r.txt")).stream()
                .flatMap(line -> java.util.regex.Pattern.compile("oco2_LtCO2_\\w+\\.nc4")
                        .matcher(line)
                        .results()
                        .map(result -> result.group())
                        .limit(1))
                .distinct()
                .toList();
        assertThat(names).hasSize(2149).allSatisfy(name -> assertThat(
                        parse(name).orElseThrow().impossible())
                .isEmpty());
    }

    @Test
    void takesNoNameWithANumberThatNobodyWouldWrite() {
        assertThat(parse("oco2_LtCO2_190501_B" + "1".repeat(100) + "_240101000000s.nc4"))
                .isEmpty();
        final LiteName longest = parse("oco2_LtCO2_190501_B1234567890abcdefghij_240101000000s.nc4")
                .orElseThrow();
        assertThat(longest.version(1)).hasToString("B1234567890abcdefghij/240101000000/1");
    }

    @Test
    void tellsWhatIsStillToComeWithADayToSpare() {
        final LiteName name =
                parse("oco2_LtCO2_260501_B11210Ar_260601000000s.nc4").orElseThrow();
        assertThat(name.toCome(Instant.parse("2026-05-31T00:00:00Z"))).isEmpty();
        assertThat(name.toCome(Instant.parse("2026-05-30T23:59:59Z")))
                .contains("was produced at 2026-06-01T00:00, expected a time before now, 2026-05-30T23:59:59Z");
        assertThat(name.toCome(Instant.parse("2026-04-29T23:59:59Z")))
                .contains("is of 2026-05-01, expected a time before now, 2026-04-29T23:59:59Z");
    }
}
