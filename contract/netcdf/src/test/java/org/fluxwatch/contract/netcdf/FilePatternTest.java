package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FilePatternTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2019, 2, 3, 4, 0);

    @TempDir
    private Path folder;

    @Test
    void aYearMayHaveTwoDigits() throws IOException {
        final FilePattern pattern = new FilePattern("odiac*_{yy}{MM}.tif");
        final Path file = Files.writeString(folder.resolve("odiac2022_1902.tif"), "x");
        assertThat(pattern.find(folder, TIME)).containsExactly(file);
        assertThat(pattern.list(folder))
                .containsExactly(new FilePattern.Dated(LocalDateTime.of(2019, 2, 1, 0, 0), file));
        assertThat(pattern.period()).isEqualTo(ChronoUnit.MONTHS);
        assertThat(new FilePattern("a_{yy}.nc").period()).isEqualTo(ChronoUnit.YEARS);
    }

    @Test
    void aNameWithoutWildcardsIsFoundAsItStands() throws IOException {
        final Path file = Files.writeString(folder.resolve("[a]_20190203.nc"), "x");
        assertThat(new FilePattern("[a]_{yyyy}{MM}{dd}.nc").find(folder, TIME)).containsExactly(file);
        assertThat(new FilePattern("[a]_{yyyy}{MM}.nc").find(folder, TIME)).isEmpty();
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyWildcardsOnALongNameTakeNoTime() throws IOException {
        Files.writeString(folder.resolve("b".repeat(200) + ".nc"), "x");
        final FilePattern pattern = new FilePattern("*b*b*b*b*b*b*b*b*b*{yy}*.nc");
        assertThat(pattern.list(folder)).isEmpty();
        assertThat(pattern.find(folder, TIME)).isEmpty();
    }

    @Test
    void ofSeveralDatesThatANameMayHoldTheLastCounts() throws IOException {
        final Path file = Files.writeString(folder.resolve("x20190203_20190504.nc"), "x");
        assertThat(new FilePattern("*{yyyy}{MM}{dd}*.nc").list(folder))
                .containsExactly(new FilePattern.Dated(LocalDateTime.of(2019, 5, 4, 0, 0), file));
    }

    @Test
    void lettersThatMeanSomethingElsewhereStandForThemselves() throws IOException {
        final Path file = Files.writeString(folder.resolve("a[1]\\!+(x)19.nc"), "x");
        final FilePattern pattern = new FilePattern("a[1]\\!+(?){yy}*");
        assertThat(pattern.find(folder, TIME)).containsExactly(file);
        assertThat(pattern.list(folder)).hasSize(1);
    }

    @Test
    void aPatternThatIsNoneIsNamedWithItsSetting() {
        assertThatThrownBy(() -> FilePattern.of(List.of("a_{yyyy}.nc", "a_{year}.nc"), "inputs.files"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("inputs.files: file pattern is 'a_{year}.nc', expected");
    }

    @Test
    void aPatternHoldsNoControlCharacters() {
        for (char control : new char[] {0, '\n', 0x1b})
            assertThatThrownBy(() -> new FilePattern("a" + control + "{yyyy}.nc"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("file pattern has a control character, expected a name");
    }

    @Test
    void beginsAreThoseOfAllFilesThatATimeMeets() {
        final Instant from = Instant.parse("2019-12-31T18:00:00Z");
        final Instant to = Instant.parse("2020-01-01T06:00:00Z");
        assertThat(new FilePattern("a_{yyyy}{MM}{dd}.nc").begins(from, to, 0))
                .containsExactly(LocalDateTime.of(2019, 12, 31, 0, 0), LocalDateTime.of(2020, 1, 1, 0, 0));
        assertThat(new FilePattern("a_{yyyy}{MM}.nc").begins(to, to, 1))
                .containsExactly(
                        LocalDateTime.of(2019, 12, 1, 0, 0),
                        LocalDateTime.of(2020, 1, 1, 0, 0),
                        LocalDateTime.of(2020, 2, 1, 0, 0));
        assertThat(new FilePattern("a_{yyyy}.nc").begins(from, to, 0))
                .containsExactly(LocalDateTime.of(2019, 1, 1, 0, 0), LocalDateTime.of(2020, 1, 1, 0, 0));
        assertThat(new FilePattern("a_{yyyy}{MM}{dd}{HH}.nc").begins(from, to, 1))
                .hasSize(15);
        assertThat(new FilePattern("a.nc").begins(from, to, 1)).containsExactly(LocalDateTime.MIN);
    }

    @Test
    void otherBracesAreRefused() {
        assertThatThrownBy(() -> new FilePattern("a_{yyy}.nc"))
                .hasMessageContaining("expected no braces but {yyyy}, {yy}");
    }
}
