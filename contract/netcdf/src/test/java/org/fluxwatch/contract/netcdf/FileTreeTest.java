package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTreeTest {
    @TempDir
    private Path folder;

    @Test
    void filesOfTheFolderAndBelowInTheOrderOfTheirNames() throws IOException {
        Files.createDirectories(folder.resolve("b/deep"));
        for (String name : new String[] {"c.nc", "b/x.nc", "b/deep/y.nc", "a.nc"})
            Files.createFile(folder.resolve(name));
        assertThat(FileTree.files(folder, 2))
                .containsExactly(folder.resolve("a.nc"), folder.resolve("b/x.nc"), folder.resolve("c.nc"));
    }

    @Test
    void aFolderThatIsNotThereIsATrouble() {
        assertThatThrownBy(() -> FileTree.files(folder.resolve("none"), 2)).isInstanceOf(NoSuchFileException.class);
    }

    /// With [Files#walk] instead, this fails within milliseconds.
    @Test
    void whatIsRenamedMeanwhileDoesNotMatter() throws Exception {
        final AtomicBoolean ends = new AtomicBoolean();
        final Thread writer = Thread.ofPlatform().start(() -> {
            while (!ends.get())
                try {
                    final Path part = Files.createFile(folder.resolve("day.nc.part"));
                    Files.move(part, folder.resolve("day.nc"), StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
        });
        try {
            for (int n = 0; n < 3000; n++) assertThat(FileTree.files(folder, 2)).hasSizeLessThanOrEqualTo(2);
        } finally {
            ends.set(true);
            writer.join();
        }
    }
}
