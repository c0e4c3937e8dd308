package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFilesTest {
    private static final FilePattern PATTERN = new FilePattern("*x.{yyyy}{MM}{dd}*");
    private static final LocalDateTime DAY = LocalDateTime.of(2019, 5, 6, 0, 0);

    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.20190506.nc4.xml",
                "x.20190506.nc4.md5",
                "x.20190506.nc4.SHA256",
                "x.20190506.nc4.part",
                "x.20190506.nc4.tmp",
                "x.20190506.nc4.aria2",
                "x.20190506.nc4.crdownload",
                "x.20190506.nc4.gz",
                "x.20190506.nc4.dmrpp",
                "x.20190506.nc4~",
                ".x.20190506.nc4"
            })
    void whatLiesBesideDataIsLeftAlone(String name) throws IOException {
        file(name);
        final Path data = file("a_x.20190506.nc4");
        assertThat(PATTERN.find(folder, DAY)).containsExactly(data);
        assertThat(PATTERN.list(folder)).extracting(FilePattern.Dated::path).containsExactly(data);
    }

    @Test
    void whatIsEmptyOrAriaStillWritesIsLeftAlone() throws IOException {
        Files.createFile(folder.resolve("x.20190506.nc4"));
        file("b_x.20190506.nc4");
        file("b_x.20190506.nc4.aria2");
        Files.createDirectory(folder.resolve("c_x.20190506"));
        assertThat(PATTERN.find(folder, DAY)).isEmpty();
        assertThat(PATTERN.list(folder)).isEmpty();
    }

    @Test
    void anyOtherNameIsData() throws IOException {
        file("METCRO3D_x.20190506");
        file("wrfout_x.20190506_00:00:00");
        file("x.20190506.hdf5");
        assertThat(PATTERN.find(folder, DAY)).hasSize(3);
    }
}
