package org.fluxwatch.publish.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxwatch.publish.Months.MONTHS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BasisTest {
    /// SHA-256 of nothing, as `printf '' | sha256sum` gives it.
    private static final String NOTHING = "e3b0c44298fc1c14";

    @TempDir
    Path data;

    private Settings settings;
    private ProductFolder folder;

    @BeforeEach
    void open() {
        goingBack(30);
    }

    private void goingBack(int days) {
        settings = SettingsLoader.parse(
                Months.SETTINGS.replace("assimilate: {", "assimilate: {late-data: {go-back-days: " + days + "}, ")
                        + "data-folder: " + data + "\n",
                "the test's settings",
                Map.of());
        folder = new ProductFolder(settings.productsFolder(), settings);
    }

    private Path write(LocalDate day, int revision, int observations) throws IOException {
        return folder.write(Days.product("plane", settings.domain("plane").modelGrid(), day, revision, observations));
    }

    @Test
    void aDaySaysTheGranulesOfTheDaysItRestsOn() throws IOException {
        write(Days.FIRST, 0, 5);
        write(Days.FIRST.plusDays(1), 0, 0);
        final Path third = write(Days.FIRST.plusDays(2), 0, 5);
        final Basis basis = Basis.read(third);
        assertThat(basis.before()).isEmpty();
        assertThat(basis.digests())
                .containsOnlyKeys(Days.FIRST, Days.FIRST.plusDays(1), Days.FIRST.plusDays(2))
                .containsEntry(Days.FIRST.plusDays(1), NOTHING);
        assertThat(basis.digests().get(Days.FIRST))
                .isEqualTo(basis.digests().get(Days.FIRST.plusDays(2)))
                .isEqualTo(Basis.digest(List.of(
                        "oco2_LtCO2_190501_B11210Ar_240820000231s.nc4 oco2 B11210Ar/240820000231/2 4",
                        "acos_LtCO2_190501_v210137_B9213A.nc4 gosat B9213A/190520000000/1 1")));
        assertThat(Basis.read(Companion.OBSERVATIONS.beside(third))).isEqualTo(basis);
    }

    @Test
    void aDayWithoutAFileIsMissing() throws IOException {
        assertThat(Basis.read(write(Days.FIRST.plusDays(1), 0, 5)).digests()).containsEntry(Days.FIRST, Basis.MISSING);
        Files.writeString(write(Days.FIRST, 0, 5), "no netCDF");
        assertThat(Basis.read(write(Days.FIRST.plusDays(1), 1, 5)).digests()).containsEntry(Days.FIRST, Basis.MISSING);
    }

    @Test
    void aNewRevisionWithTheSameGranulesIsTheSameBasis() throws IOException {
        write(Days.FIRST, 0, 5);
        final Basis before = Basis.read(write(Days.FIRST.plusDays(1), 0, 5));
        write(Days.FIRST, 1, 5);
        assertThat(Basis.read(write(Days.FIRST.plusDays(1), 1, 5))).isEqualTo(before);
        write(Days.FIRST, 2, 10);
        assertThat(Basis.read(write(Days.FIRST.plusDays(1), 2, 5)).digests().get(Days.FIRST))
                .isNotEqualTo(before.digests().get(Days.FIRST));
    }

    @Test
    void daysThatLateDataCannotChangeShareALine() throws IOException {
        goingBack(1);
        for (int n = 0; n < 5; n++) write(Days.FIRST.plusDays(n), 0, n);
        final int lag = settings.assimilate().fluxForecast().lagDays();
        final LocalDate day = Days.FIRST.plusDays(lag + 4);
        final Basis basis = Basis.read(write(day, 0, 5));
        final LocalDate own = Days.FIRST.plusDays(3);
        assertThat(basis.before()).contains(own);
        assertThat(basis.digests().keySet().iterator().next()).isEqualTo(own);
        assertThat(basis.digestBefore()).hasSize(16);
        final String before = basis.digestBefore();
        write(Days.FIRST.plusDays(1), 1, 7);
        assertThat(Basis.read(write(day, 1, 5)).digestBefore()).isNotEqualTo(before);
    }

    @Test
    void aMonthSaysItOfTheMonthsBefore() throws IOException {
        final DayProduct day = Months.day(LocalDate.of(2019, 5, 19), 0, 2);
        for (Product month : day.products()) folder.write(month);
        assertThat(Basis.read(folder.find(MONTHS, LocalDate.of(2019, 5, 1)).orElseThrow())
                        .digests())
                .containsKey(LocalDate.of(2019, 5, 1));
    }

    @Test
    void whatIsWrittenIsReadAndAFileWithoutHasNone() throws IOException {
        final Basis basis = new Basis(
                Optional.of(Days.FIRST),
                "0123456789abcdef",
                Map.of(Days.FIRST, NOTHING, Days.FIRST.plusDays(1), Basis.MISSING));
        assertThat(basis.text())
                .isEqualTo("before 2019-05-01 0123456789abcdef\n2019-05-01 " + NOTHING + "\n2019-05-02 missing");
        assertThat(Basis.parse(Optional.of(basis.text()))).isEqualTo(basis);
        final Path former = data.resolve("former.nc");
        Days.copyFormer(former);
        assertThat(Basis.read(former)).isEqualTo(Basis.UNKNOWN);
    }
}
