package org.fluxwatch.publish.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.Days;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutSurveyTest {
    private static final AnalysedDomain PLANE = new AnalysedDomain("plane", AssimilationSystem.FILTER);

    @TempDir
    Path data;

    private Settings settings;
    private ProductFolder folder;

    @BeforeEach
    void open() {
        settings = Days.settings(data);
        folder = new ProductFolder(settings.productsFolder(), settings);
    }

    private Path path(String name) {
        return settings.productsFolder().resolve("plane/2019").resolve(name);
    }

    private LayoutSurvey survey() throws IOException {
        return LayoutSurvey.of(folder.days(PLANE).values());
    }

    private Path newer(String name) throws IOException {
        final Path file = path(name);
        Files.createDirectories(file.getParent());
        final ClassicVariable time = ClassicVariable.of("time", "time", new int[] {1}, new ClassicValues.Doubles(0));
        ClassicWriter.write(
                new ClassicContent(
                        ClassicFormat.CDF_1,
                        Optional.of("time"),
                        List.of(time),
                        List.of(ClassicAttribute.of("format_version", 2))),
                file);
        return file;
    }

    @Test
    void filesOfThisVersionAreNothingToTell() throws IOException {
        folder.write(Days.product("plane", settings.domain("plane").modelGrid(), Days.FIRST, 0, 3));
        assertThat(survey().isAllOfThisVersion()).isTrue();
    }

    @Test
    void filesOfOtherVersionsAreCountedAndNewerOnesNamed() throws IOException {
        folder.write(Days.product("plane", settings.domain("plane").modelGrid(), Days.FIRST, 0, 3));
        Days.copyFormer(path("fluxwatch_plane_20190502.nc"));
        Days.copyFormer(path("fluxwatch_plane_filter_20190503.nc"));
        final Path newer = newer("fluxwatch_plane_filter_20190504.nc");
        Files.writeString(path("fluxwatch_plane_filter_20190505.nc"), "damaged", StandardCharsets.US_ASCII);
        assertThat(survey())
                .hasToString(
                        "2 of 5 product files are of 0.2.0 or before (1 of 0.1): they are read, listed and served as"
                                + " they are, replaced when their day is written again, and cannot be joined with later ones;"
                                + " 1 of 5 are of a newer version of fluxwatch than this and are passed over: "
                                + newer);
    }

    @Test
    void aNewerFileIsPassedOverAndCounted() throws IOException {
        final Path newer = newer("fluxwatch_plane_filter_20190504.nc");
        assertThat(folder.edition(PLANE, newer)).isEmpty();
        assertThat(folder.damaged(PLANE)).isEqualTo(1);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> DailyFile.read(newer))
                .isInstanceOf(DamagedProductException.class)
                .hasMessage(newer + " is of a newer version of fluxwatch: its format_version is 2, expected 1 or less");
    }
}
