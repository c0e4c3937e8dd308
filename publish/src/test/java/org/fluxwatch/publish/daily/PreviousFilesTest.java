package org.fluxwatch.publish.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fluxwatch.publish.Months.MONTHS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviousFilesTest {
    private static final AnalysedDomain PLANE = new AnalysedDomain("plane", AssimilationSystem.FILTER);
    private static final String PRESENT = "plane/2019/fluxwatch_plane_filter_20190501.nc";
    private static final String KEPT = "plane/2019/previous/fluxwatch_plane_filter_20190501.r0.nc";

    @TempDir
    Path data;

    private Settings settings;
    private ProductFolder folder;

    @BeforeEach
    void open() {
        keeping(60);
    }

    private void keeping(int days) {
        settings = SettingsLoader.parse(
                Months.SETTINGS.replace("{http-port: 0}", "{http-port: 0, keep-previous-days: " + days + "}")
                        + "data-folder: " + data + "\n",
                "the test's settings",
                Map.of());
        folder = new ProductFolder(settings.productsFolder(), settings);
    }

    private DayProduct day(LocalDate day, int revision) {
        return Days.product("plane", settings.domain("plane").modelGrid(), day, revision, 3 + revision);
    }

    private Path path(String name) {
        return settings.productsFolder().resolve(name);
    }

    /// Bytes by path below the folder.
    private Map<String, List<Byte>> files() throws IOException {
        final Map<String, List<Byte>> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(settings.productsFolder())) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator)
                files.put(folder.relative(file), boxed(Files.readAllBytes(file)));
        }
        return files;
    }

    private static List<Byte> boxed(byte[] bytes) {
        final Byte[] boxed = new Byte[bytes.length];
        for (int n = 0; n < bytes.length; n++) boxed[n] = bytes[n];
        return List.of(boxed);
    }

    @Test
    void whatARevisionReplacesIsKeptWhole() throws IOException {
        folder.write(day(Days.FIRST, 0));
        final byte[] before = Files.readAllBytes(path(PRESENT));
        folder.write(day(Days.FIRST, 1));
        assertThat(path(KEPT)).hasBinaryContent(before);
        assertThat(DailyFile.read(path(KEPT))).isEqualTo(day(Days.FIRST, 0));
        assertThat(DailyFile.read(path(PRESENT))).isEqualTo(day(Days.FIRST, 1));
        assertThat(folder.previous(PLANE, Days.FIRST)).containsExactly(path(KEPT));
        assertThat(folder.days(PLANE)).containsOnlyKeys(Days.FIRST).containsValue(path(PRESENT));
        assertThat(folder.find(KEPT)).contains(path(KEPT));
        assertThat(folder.find(KEPT.replace("filter_", "filter_obs_")))
                .contains(Companion.OBSERVATIONS.beside(path(KEPT)));
    }

    @Test
    void theSameRevisionAgainKeepsNothing() throws IOException {
        folder.write(day(Days.FIRST, 1));
        folder.write(day(Days.FIRST, 1));
        assertThat(path("plane/2019/previous")).doesNotExist();
    }

    @Test
    void aFileOfAnEarlierVersionIsKeptUnderItsRevision() throws IOException {
        Days.copyFormer(path("plane/2019/fluxwatch_plane_20190501.nc"));
        folder.write(day(Days.FIRST, 5));
        assertThat(folder.previous(PLANE, Days.FIRST))
                .containsExactly(path("plane/2019/previous/fluxwatch_plane_filter_20190501.r4.nc"));
        assertThat(DailyFile.read(folder.previous(PLANE, Days.FIRST).getFirst())
                        .identity()
                        .revision())
                .isEqualTo(4);
    }

    @Test
    void ofAMonthTheDayIsInTheName() throws IOException {
        for (int day = 21; day <= 23; day++)
            folder.write(Months.day(LocalDate.of(2019, 5, day), 0, 2).products().getFirst());
        folder.write(Months.day(LocalDate.of(2019, 5, 23), 1, 2).products().getFirst());
        assertThat(folder.previous(MONTHS, LocalDate.of(2019, 5, 1)).stream()
                        .map(file -> file.getFileName().toString()))
                .containsExactly(
                        "fluxwatch_months_inversion_2019-05.20190521.r0.nc",
                        "fluxwatch_months_inversion_2019-05.20190522.r0.nc",
                        "fluxwatch_months_inversion_2019-05.20190523.r0.nc");
        assertThat(MonthlyFile.read(
                        folder.previous(MONTHS, LocalDate.of(2019, 5, 1)).get(1)))
                .isEqualTo(
                        Months.day(LocalDate.of(2019, 5, 22), 0, 2).products().getFirst());
    }

    @Test
    void thoseOfDaysFarBehindTheNewestGo() throws IOException {
        keeping(2);
        for (int n = 0; n < 4; n++) {
            folder.write(day(Days.FIRST.plusDays(n), 0));
            folder.write(day(Days.FIRST.plusDays(n), 1));
        }
        assertThat(folder.previous(PLANE, Days.FIRST)).isEmpty();
        for (int n = 1; n < 4; n++)
            assertThat(folder.previous(PLANE, Days.FIRST.plusDays(n))).hasSize(1);
        folder.write(day(Days.FIRST, 2)); // too old to be kept
        assertThat(folder.previous(PLANE, Days.FIRST)).isEmpty();
        assertThat(files()).hasSize(4 * 2 + 3 * 2);
    }

    @Test
    void withoutAnyDaysNoneIsKeptAndWhatIsThereGoesAtTheStart() throws IOException {
        folder.write(day(Days.FIRST, 0));
        folder.write(day(Days.FIRST, 1));
        assertThat(path(KEPT)).exists();
        keeping(0);
        folder.tidy(PLANE);
        folder.write(day(Days.FIRST, 2));
        assertThat(folder.previous(PLANE, Days.FIRST)).isEmpty();
        assertThat(files()).hasSize(2);
    }

    /// What a kill leaves at any point between two steps on the disk: the files of before, and some of after.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void afterAKillTheFolderComesToBeAsItWouldBe(int steps) throws IOException {
        folder.write(day(Days.FIRST, 0));
        final Map<String, byte[]> before = new TreeMap<>();
        for (String name : List.of(PRESENT, PRESENT.replace("filter_", "filter_obs_")))
            before.put(name, Files.readAllBytes(path(name)));
        folder.write(day(Days.FIRST, 1));
        final Map<String, List<Byte>> expected = files();
        assertThat(expected).hasSize(4);
        // back: observations kept, own kept, observations written, own written
        if (steps < 4) Files.write(path(PRESENT), before.get(PRESENT));
        if (steps < 3) {
            final String observations = PRESENT.replace("filter_", "filter_obs_");
            Files.write(path(observations), before.get(observations));
        }
        if (steps < 2) Files.delete(path(KEPT));
        if (steps < 1) Files.delete(Companion.OBSERVATIONS.beside(path(KEPT)));
        Files.createDirectories(path("plane/2019/previous"));
        Files.writeString(path(KEPT + ".part"), "a part");
        keeping(60); // a new process
        folder.tidy(PLANE);
        folder.write(day(Days.FIRST, 1));
        Files.deleteIfExists(path(KEPT + ".part"));
        assertThat(files()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fluxwatch_plane_filter_20190501.r0.nc", "fluxwatch_months_inversion_2019-05.20190523.r12.nc"})
    void aNameIsReadAsItIsWritten(String name) {
        assertThat(PreviousName.parse(name).orElseThrow().file()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fluxwatch_plane_filter_20190501.nc",
                "fluxwatch_plane_filter_20190501.r01.nc",
                "fluxwatch_plane_filter_20190501.r-1.nc",
                "fluxwatch_plane_filter_20190501.20190501.r0.nc",
                "fluxwatch_plane_filter_20199901.r0.nc",
                "fluxwatch_months_inversion_2019-05.r0.nc",
                "fluxwatch_months_inversion_2019-05.20190599.r0.nc",
                "fluxwatch_plane_20190501.r0.nc",
                "fluxwatch_plane_filter_20190501.r0.nc.part"
            })
    void otherNamesAreNone(String name) {
        assertThat(PreviousName.parse(name)).isEmpty();
    }
}
