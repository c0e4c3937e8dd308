package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fluxwatch.contract.archive.Fetched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
    @TempDir
    Path folder;

    @Test
    void movesDownloadsAndCopiesTheUsersFiles() throws Exception {
        final Path quarantine = folder.resolve("quarantine");
        final Path own = Files.write(folder.resolve("own.nc4"), new byte[] {1});
        final Path fetched = Files.write(folder.resolve("fetched.nc4"), new byte[] {2});
        new Quarantine(quarantine).put("own.nc4", new Fetched.Bad(Optional.of(own), false, "is empty"));
        new Quarantine(quarantine).put("fetched.nc4", new Fetched.Bad(Optional.of(fetched), true, "is cut off"));
        assertThat(own).exists();
        assertThat(fetched).doesNotExist();
        assertThat(quarantine.resolve("own.nc4")).hasBinaryContent(new byte[] {1});
        assertThat(quarantine.resolve("fetched.nc4")).hasBinaryContent(new byte[] {2});
        assertThat(quarantine.resolve("fetched.nc4.reason.txt")).hasContent("fetched.nc4 is cut off");
    }
}
