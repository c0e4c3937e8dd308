package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePatternListTest {
    @TempDir
    private Path folder;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "x");
        }
    }

    @Test
    void listsFilesByTheTimeOfTheirNames() throws IOException {
        files("b_2019-12-31.nc", "a_2020-01-01.nc", "a_2019-12-31.nc", "a_2019-13-01.nc", "a_2020-01-02.nc.part");
        files("a_2020-01.nc", "(x)_2020-01-03+.nc");
        assertThat(new FilePattern("*_{yyyy}-{MM}-{dd}*").list(folder))
                .extracting(dated -> dated.path().getFileName().toString())
                .containsExactly("a_2019-12-31.nc", "b_2019-12-31.nc", "a_2020-01-01.nc", "(x)_2020-01-03+.nc");
        assertThat(new FilePattern("(x)_{yyyy}-{MM}-{dd}+.nc").list(folder)).hasSize(1);
        assertThat(new FilePattern("a_{yyyy}-{MM}.nc").list(folder))
                .singleElement()
                .extracting(FilePattern.Dated::begin)
                .isEqualTo(LocalDateTime.of(2020, 1, 1, 0, 0));
    }

    @Test
    void folderAndNameMustAgreeOnTheDate() throws IOException {
        files("2019/05/x_20190501_06.nc", "2019/06/x_20190502_06.nc", "2018/05/x_20190501_06.nc");
        assertThat(new FilePattern("{yyyy}/{MM}/x_{yyyy}{MM}{dd}_{HH}.nc").list(folder))
                .containsExactly(new FilePattern.Dated(
                        LocalDateTime.of(2019, 5, 1, 6, 0), folder.resolve("2019/05/x_20190501_06.nc")));
    }

    @Test
    void aPatternWithoutDateFieldsHasNoTime() throws IOException {
        files("co2.nc");
        assertThat(new FilePattern("co?.nc").list(folder))
                .containsExactly(new FilePattern.Dated(LocalDateTime.MIN, folder.resolve("co2.nc")));
        assertThat(new FilePattern("co?.nc").list(folder.resolve("none"))).isEmpty();
    }
}
