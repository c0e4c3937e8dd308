package org.fluxwatch.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersOnlyTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"rw-------, false", "rw-r-----, true", "rw----r--, true", "rw-r--r--, true"})
    void ownFilesAreForTheirOwnerAlone(String permissions, boolean isExposed) throws IOException {
        assertThat(OwnersOnly.isNot(file(permissions))).isEqualTo(isExposed);
    }

    @ParameterizedTest
    @CsvSource({"r--r-----, false", "rw-r-----, false", "r--r--r--, true"})
    void filesOfAnotherUserAreForTheirGroupToo(String permissions, boolean isExposed) throws IOException {
        assertThat(OwnersOnly.isNot(file(permissions), "somebody-else")).isEqualTo(isExposed);
    }

    @Test
    void whatIsMadeSoIsSo() throws IOException {
        final Path file = file("rw-r--r--");
        OwnersOnly.make(file);
        assertThat(OwnersOnly.isNot(file)).isFalse();
    }

    private Path file(String permissions) throws IOException {
        final Path file = Files.writeString(folder.resolve("secret"), "");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
