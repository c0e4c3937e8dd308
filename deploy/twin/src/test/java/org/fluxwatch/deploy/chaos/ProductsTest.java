package org.fluxwatch.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.classic.ClassicAttribute;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductsTest {
    private static final LocalDate FIRST = LocalDate.of(2019, 5, 1);

    @TempDir
    private Path folder;

    private void write(String name, ClassicAttribute attribute) throws IOException {
        final Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        final ClassicVariable time = ClassicVariable.of("time", "time", new int[] {1}, new ClassicValues.Doubles(0));
        ClassicWriter.write(
                new ClassicContent(ClassicFormat.CDF_1, Optional.of("time"), List.of(time), List.of(attribute)), file);
    }

    private void filterDay(int day, String granules) throws IOException {
        for (String kind : List.of("filter", "filter_obs"))
            write(
                    "east-asia/2019/fluxwatch_east-asia_" + kind + "_2019050" + day + ".nc",
                    ClassicAttribute.of("granules", granules));
    }

    private void month(String asOf) throws IOException {
        for (String kind : List.of("inversion", "inversion_obs"))
            write(
                    "east-asia-months/2019/fluxwatch_east-asia-months_" + kind + "_2019-05.nc",
                    ClassicAttribute.of("as_of", asOf));
    }

    @Test
    void aDayIsPublishedWhenBothMethodsHaveIt() throws IOException {
        final Products products = new Products(folder, FIRST);
        for (int day = 1; day <= 3; day++) filterDay(day, "none");
        products.look();
        assertThat(products.days()).isZero();
        month("2019-05-02");
        products.look();
        assertThat(products.days()).isEqualTo(2);
        month("2019-05-04");
        products.look();
        assertThat(products.days()).isEqualTo(3);
        assertThat(products.digests()).hasSize(8);
    }

    @Test
    void aDayHasTheGranulesThatItsFileNames() throws IOException {
        filterDay(2, "a.nc4 gosat B9213A/190601120000/1 14\nb.nc4 oco2 B11210Ar/190604120000/1 51");
        final Products products = new Products(folder, FIRST);
        assertThat(products.hasGranule(FIRST.plusDays(1), "b.nc4", 1)).isTrue();
        assertThat(products.hasGranule(FIRST.plusDays(1), "b.nc4", 2)).isFalse();
        assertThat(products.hasGranule(FIRST.plusDays(1), "c.nc4", 1)).isFalse();
        assertThat(products.hasGranule(FIRST, "b.nc4", 1)).isFalse();
    }
}
