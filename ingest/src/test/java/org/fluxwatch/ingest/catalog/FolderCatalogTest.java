package org.fluxwatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.contract.archive.ArchiveException;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.ArchiveSettings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCatalogTest {
    @TempDir
    Path folder;

    private ArchiveSettings archive(String from, String to) {
        return SettingsLoader.parse(
                        "archive: {kind: folder, folder: '" + folder + "', from: " + from + ", to: " + to + "}",
                        "test",
                        Map.of())
                .archive();
    }

    private void put(String path) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.createFile(folder.resolve(path));
    }

    @Test
    void listsByDayThenSensorThenVersionInAllFoldersBelow() throws Exception {
        put("2019/oco2_LtCO2_190502_B11210Ar_240101000000s.nc4");
        put("oco2_LtCO2_190501_B11210Ar_240201000000s.nc4");
        put("z/oco2_LtCO2_190501_B11210Ar_240101000000s.nc4");
        put("acos_LtCO2_190501_v210210_B9213A_201026001634s.nc4");
        put("notes.txt");
        put("other.nc4");
        put("oco2_LtCO2_190601_B11210Ar_240101000000s.nc4");
        assertThat(new FolderCatalog(archive("2019-05-01", "2019-05-31"), Sensors.builtIn()).granules())
                .extracting(Granule::name)
                .containsExactly(
                        "acos_LtCO2_190501_v210210_B9213A_201026001634s.nc4",
                        "oco2_LtCO2_190501_B11210Ar_240101000000s.nc4",
                        "oco2_LtCO2_190501_B11210Ar_240201000000s.nc4",
                        "oco2_LtCO2_190502_B11210Ar_240101000000s.nc4");
    }

    @Test
    void followsALinkToTheFolder() throws Exception {
        put("real/oco2_LtCO2_190502_B11210Ar_240101000000s.nc4");
        folder = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
        assertThat(new FolderCatalog(archive("2019-05-01", "2019-05-31"), Sensors.builtIn()).granules())
                .hasSize(1);
    }

    @Test
    void saysThatTheFolderIsNotThere() {
        folder = folder.resolve("nowhere");
        assertThatThrownBy(() -> new FolderCatalog(archive("2019-05-01", "2019-05-31"), Sensors.builtIn()).granules())
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("nowhere is no folder that can be read");
    }

    @Test
    void leavesAloneWhatIsNoLiteFileAndCountsItInEveryLookAnew() throws Exception {
        final String name = "oco2_LtCO2_190502_B11210Ar_240101000000s.nc4";
        put(name);
        for (String other : List.of(".part", ".xml", ".md5", ".aria2")) put(name + other);
        for (int i = 0; i < 3000; i++) put("foreign/" + i + ".txt");
        put("oco2_LtCO2_190532_B11210Ar_240101000000s.nc4"); // no such day
        put(name.toUpperCase(Locale.ROOT));
        put("copy/" + name);
        Files.createDirectory(folder.resolve("oco2_LtCO2_190503_B11210Ar_240101000000s.nc4"));
        Files.createSymbolicLink(folder.resolve("foreign/loop"), folder);
        Files.createSymbolicLink(folder.resolve("gone.nc4"), folder.resolve("nowhere"));
        final FolderCatalog catalog = new FolderCatalog(archive("2019-05-01", "2019-05-31"), Sensors.builtIn());
        for (int look = 0; look < 2; look++) {
            assertThat(catalog.granules())
                    .extracting(granule -> ((GranuleSource.LocalFile) granule.source()).path())
                    .containsExactly(folder.resolve("copy").resolve(name));
            assertThat(catalog.leftAlone())
                    .isEqualTo(Map.of(
                            LeftAlone.OTHER_FILE, 3004,
                            LeftAlone.NO_LITE_NAME, 3, // the day, the capitals, the link to nowhere
                            LeftAlone.SAME_NAME, 1,
                            LeftAlone.UNREADABLE, 1));
        }
    }

    @Test
    void prefersTheArchivesOwnFileToWhatServicesMadeOfIt() throws Exception {
        final String own = "oco2_LtCO2_190502_B11210Ar_240101000000s";
        for (String name : List.of(".SUB.nc4", ".nc4", "_subsetted.nc4", " (1).nc4")) put(own + name);
        put("a/" + own.replace("190502", "190503") + ".dap.nc4"); // no ending before it: a name that nobody gives
        put("a/" + own.replace("190502", "190504") + ".nc4.dap.nc4");
        final FolderCatalog catalog = new FolderCatalog(archive("2019-05-01", "2019-05-31"), Sensors.builtIn());
        assertThat(catalog.granules())
                .extracting(granule -> ((GranuleSource.LocalFile) granule.source())
                        .path()
                        .getFileName()
                        .toString())
                .containsExactly(own + ".nc4", own.replace("190502", "190504") + ".nc4.dap.nc4");
        assertThat(catalog.granules())
                .extracting(Granule::name)
                .containsExactly(own + ".nc4", own.replace("190502", "190504") + ".nc4");
        assertThat(catalog.leftAlone()).isEqualTo(Map.of(LeftAlone.SAME_NAME, 2, LeftAlone.NO_LITE_NAME, 2));
    }

    @Test
    void listsWhatItCanWhereAFolderCannotBeRead() throws Exception {
        put("oco2_LtCO2_190502_B11210Ar_240101000000s.nc4");
        put("closed/oco2_LtCO2_190503_B11210Ar_240101000000s.nc4");
        final Path closed = folder.resolve("closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(closed), "root reads what permissions forbid");
        final FolderCatalog catalog = new FolderCatalog(archive("2019-05-01", "2019-05-31"), Sensors.builtIn());
        assertThat(catalog.granules()).hasSize(1);
        assertThat(catalog.leftAlone()).isEqualTo(Map.of(LeftAlone.UNREADABLE, 1));
    }
}
