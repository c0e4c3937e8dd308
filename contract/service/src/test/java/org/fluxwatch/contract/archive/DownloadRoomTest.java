package org.fluxwatch.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.fluxwatch.contract.archive.ArchiveException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadRoomTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @TempDir
    Path folder;

    private void file(String name, int bytes, String changed) throws IOException {
        Files.write(folder.resolve(name), new byte[bytes]);
        Files.setLastModifiedTime(folder.resolve(name), FileTime.from(Instant.parse(changed)));
    }

    private DownloadRoom room(long quota) {
        return new DownloadRoom(folder, quota, () -> NOW);
    }

    @Test
    void deletesTheOldestThatBrokeOffToMakeRoom() throws Exception {
        file("new.nc4.part", 400, "2026-11-27T00:00:00Z");
        file("old.nc4.part", 400, "2026-11-26T00:00:00Z");
        file("old.nc4.part.of", 3, "2026-11-26T00:00:00Z");
        file("whole.nc4", 100, "2026-11-20T00:00:00Z");
        room(1000).take("next.nc4", 300);
        assertThat(folder.resolve("old.nc4.part")).doesNotExist();
        assertThat(folder.resolve("old.nc4.part.of")).doesNotExist();
        assertThat(folder.resolve("new.nc4.part")).exists();
        assertThat(folder.resolve("whole.nc4")).exists();
    }

    @Test
    void keepsWhatSomebodyMayBeAtAndSaysThatThereIsNoRoom() throws Exception {
        file("other.nc4.part", 900, "2026-11-28T11:59:00Z");
        assertThatThrownBy(() -> room(1_000).take("next.nc4", 300))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("archive.download-quota-mb")
                .extracting(e -> ((ArchiveException) e).reason())
                .isEqualTo(Reason.DISK);
        assertThat(folder.resolve("other.nc4.part")).exists();
    }

    @Test
    void goesOnWithItsOwnPartAndCountsWhatIsUnderWay() throws Exception {
        file("a.nc4.part", 900, "2026-11-20T00:00:00Z");
        final DownloadRoom room = room(1_000);
        room.take("a.nc4", 1_000);
        assertThat(folder.resolve("a.nc4.part")).exists();
        assertThatThrownBy(() -> room.take("b.nc4", 1)).isInstanceOf(ArchiveException.class);
        room.leave("a.nc4");
        room.take("b.nc4", 100);
    }
}
