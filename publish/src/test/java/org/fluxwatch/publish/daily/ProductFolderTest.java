package org.fluxwatch.publish.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductFolderTest {
    private static final AnalysedDomain PLANE = new AnalysedDomain("plane", AssimilationSystem.FILTER);
    private static final String FORMER = "plane/2019/fluxwatch_plane_20190501.nc";
    private static final String[] BOTH = {"fluxwatch_plane_filter_20190501.nc", "fluxwatch_plane_filter_obs_20190501.nc"
    };
    private static final String PRESENT = "plane/2019/fluxwatch_plane_filter_20190501.nc";

    @TempDir
    Path data;

    private Settings settings;
    private ProductFolder folder;

    @BeforeEach
    void open() {
        settings = Days.settings(data);
        folder = new ProductFolder(settings.productsFolder(), settings);
    }

    private DayProduct day(int revision) {
        return Days.product("plane", settings.domains().get("plane").modelGrid(), Days.FIRST, revision, 3);
    }

    private Path path(String name) {
        return settings.productsFolder().resolve(name);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(path("plane/2019"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void aFilesNameSaysDomainSystemAndDay() throws IOException {
        final Path file = folder.write(day(0));
        assertThat(folder.relative(file)).isEqualTo(PRESENT);
        assertThat(folder.find(PLANE, Days.FIRST)).contains(file);
        assertThat(folder.find(PRESENT)).contains(file);
        assertThat(folder.find("plane/2019/fluxwatch_plane_filter_obs_20190501.nc"))
                .contains(Companion.OBSERVATIONS.beside(file));
        assertThat(folder.days(PLANE)).containsOnlyKeys(Days.FIRST).containsValue(file);
    }

    @Test
    void aFileUnderItsFormerNameIsTheFilters() throws IOException {
        Days.copyFormer(path(FORMER));
        assertThat(folder.find(PLANE, Days.FIRST)).contains(path(FORMER));
        assertThat(folder.find(FORMER)).contains(path(FORMER));
        assertThat(folder.find(PRESENT)).isEmpty();
        assertThat(folder.days(PLANE)).containsOnlyKeys(Days.FIRST).containsValue(path(FORMER));
        assertThat(folder.revision(PLANE, Days.FIRST)).hasValue(4);
        assertThat(folder.read(PLANE, path(FORMER)))
                .contains(Days.former(settings.domains().get("plane").modelGrid()));
    }

    @Test
    void aFileUnderItsFormerNameTakesTodaysWhenItsDayIsWrittenAgain() throws IOException {
        Days.copyFormer(path(FORMER));
        folder.write(day(5));
        assertThat(names()).containsExactlyInAnyOrder(BOTH);
        assertThat(folder.revision(PLANE, Days.FIRST)).hasValue(5);
    }

    @Test
    void ofTwoFilesOfADayTheOneWithTodaysNameCountsUntilTheNextLeavesOne() throws IOException {
        Files.copy(folder.write(day(0)), path(FORMER));
        folder.write(day(2));
        Files.copy(path(PRESENT), path(FORMER));
        assertThat(folder.days(PLANE)).containsValue(path(PRESENT)).hasSize(1);
        assertThat(folder.find(PLANE, Days.FIRST)).contains(path(PRESENT));
        folder.write(day(3));
        assertThat(names()).containsExactlyInAnyOrder(BOTH);
    }

    @Test
    void aDamagedFileUnderItsFormerNameIsDamagedNoMoreOnceItsDayIsWritten() throws IOException {
        Files.createDirectories(path(FORMER).getParent());
        Files.writeString(path(FORMER), "no netCDF at all");
        assertThat(folder.revision(PLANE, Days.FIRST)).isEmpty();
        assertThat(folder.damaged(PLANE)).isEqualTo(1);
        folder.write(day(0));
        assertThat(folder.damaged(PLANE)).isZero();
        assertThat(names()).containsExactlyInAnyOrder(BOTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fluxwatch_plane_guess_20190501.nc",
                "fluxwatch_plane_filter_20199999.nc",
                "fluxwatch_plane_filter_filter_20190501.nc",
                "fluxwatch_plane__20190501.nc",
                "fluxwatch_plane_filter_obs_obs_20190501.nc",
                "fluxwatch_regular_filter_obs_20190501.nc",
                "fluxwatch_plane_filter_20190501.nc.part",
                "fluxwatch_regular_filter_20190501.nc",
                "notes.txt"
            })
    void otherFilesAreNoDays(String name) throws IOException {
        Files.createDirectories(path("plane/2019"));
        Files.writeString(path("plane/2019/" + name), "");
        assertThat(folder.days(PLANE)).isEmpty();
        assertThat(folder.find("plane/2019/" + name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plane/2019/fluxwatch_plane_filter_2019-05.nc",
                "plane/2019/fluxwatch_plane_filter_members_2019-05.nc",
                "plane/fluxwatch_plane_filter_2019.nc"
            })
    void monthsAndYearsAreFoundByTheirPathsAndAreNoDays(String name) throws IOException {
        Files.createDirectories(path("plane/2019"));
        Files.writeString(path(name), "");
        assertThat(folder.find(name)).contains(path(name));
        assertThat(folder.days(PLANE)).isEmpty();
        assertThat(folder.days(new AnalysedDomain("plane", AssimilationSystem.INVERSION)))
                .isEmpty();
        for (String wrong : List.of(
                "2019/" + name.substring(name.lastIndexOf('/') + 1),
                name.replace("plane", "mars"),
                name.replace("plane/", "plane/2018/"),
                "../" + name)) assertThat(folder.find(wrong)).isEmpty();
    }

    @Test
    void aNameIsReadAsItIsWritten() {
        for (AssimilationSystem system : AssimilationSystem.values()) {
            final ProductName name = new ProductName(new AnalysedDomain("east-asia", system), LocalDate.of(2019, 5, 1));
            assertThat(ProductName.parse(name.file())).contains(name);
            name.formerFile()
                    .ifPresent(former -> assertThat(ProductName.parse(former)).contains(name));
        }
    }
}
