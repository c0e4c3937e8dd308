package org.fluxwatch.contract.netcdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileHeadersTest {
    private final FileHeaders<String> headers = new FileHeaders<>();
    private final List<Path> opened = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("a.nc"), "first");
    }

    private String header(Path path) {
        return headers.of(path, this::read);
    }

    private String read(FileVersion version) {
        opened.add(version.path());
        try {
            return Files.readString(version.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatStaysIsReadOnce() {
        assertThat(header(file)).isEqualTo("first").isSameAs(header(file));
        assertThat(opened).containsExactly(file);
    }

    @Test
    void aFileOfAnotherSizeIsReadAgain() throws IOException {
        header(file);
        final FileTime changed = Files.getLastModifiedTime(file);
        Files.writeString(file, "second");
        Files.setLastModifiedTime(file, changed);
        assertThat(header(file)).isEqualTo("second");
    }

    @Test
    void aFileThatWasWrittenLaterIsReadAgain() throws IOException {
        header(file);
        final FileTime changed = Files.getLastModifiedTime(file);
        Files.writeString(file, "other");
        Files.setLastModifiedTime(file, FileTime.fromMillis(changed.toMillis() + 1000));
        assertThat(header(file)).isEqualTo("other");
    }

    @Test
    void aFileThatVanishedIsNamed() throws IOException {
        header(file);
        Files.delete(file);
        assertThatThrownBy(() -> header(file))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": is not there any more");
    }

    @Test
    void nothingIsKeptOfAFileThatCannotBeUsed() {
        assertThatThrownBy(() -> headers.of(file, version -> {
                    throw new InputException(version.path() + ": is damaged");
                }))
                .hasMessageContaining("is damaged");
        assertThat(header(file)).isEqualTo("first");
    }

    @Test
    void ofTooManyFilesThatAskedForLongestAgoIsForgotten() throws IOException {
        final Path other = Files.writeString(folder.resolve("b.nc"), "other");
        header(file);
        header(other);
        header(file);
        for (int n : IntStream.range(2, FileHeaders.MOST_FILES + 1).toArray())
            header(Files.createFile(folder.resolve(n + ".nc")));
        opened.clear();
        header(file);
        assertThat(opened).isEmpty();
        header(other);
        assertThat(opened).containsExactly(other);
    }

    @Test
    void severalThreadsReadAFileOnce() {
        assertThat(IntStream.range(0, 100).parallel().mapToObj(n -> header(file)))
                .containsOnly("first");
        assertThat(opened).containsExactly(file);
    }
}
