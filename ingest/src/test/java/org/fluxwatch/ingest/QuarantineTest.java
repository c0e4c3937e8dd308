package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.archive.Fetched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
    @TempDir
    Path folder;

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private Quarantine quarantine(long mostBytes, int mostFiles) {
        return new Quarantine(folder.resolve("quarantine"), mostBytes, mostFiles);
    }

    private int put(Quarantine quarantine, String name, int bytes, int minutes) throws IOException {
        final Path fetched = Files.write(folder.resolve("fetched"), new byte[bytes]);
        final var bad = new Fetched.Bad(Optional.of(fetched), true, "is cut off");
        return quarantine.put(name, bad, NOW.plus(Duration.ofMinutes(minutes)));
    }

    private static List<String> names(Quarantine quarantine) throws IOException {
        return quarantine.items().stream().map(Quarantine.Item::name).toList();
    }

    @Test
    void letsTheOldestGoFirstAndNeverTheNewest() throws Exception {
        final Quarantine quarantine = quarantine(100, 3);
        for (int i = 0; i < 3; i++) assertThat(put(quarantine, "f" + i, 10, i)).isZero();
        assertThat(put(quarantine, "f0", 10, 5))
                .as("the same again takes no room")
                .isZero();
        assertThat(put(quarantine, "f3", 10, 6)).as("too many").isEqualTo(1);
        assertThat(names(quarantine)).containsExactly("f2", "f0", "f3");
        assertThat(put(quarantine, "f4", 95, 7)).as("too large together").isEqualTo(3);
        assertThat(put(quarantine, "f5", 101, 8)).as("too large alone").isEqualTo(1);
        assertThat(names(quarantine)).containsExactly("f5");
        assertThat(folder.resolve("quarantine")).isDirectoryNotContaining("glob:**f4*");
    }

    @Test
    void tellsWhatLiesThereSinceWhenAndWhy() throws Exception {
        final Quarantine quarantine = quarantine(100, 10);
        assertThat(quarantine.items()).isEmpty();
        put(quarantine, "b", 7, 1);
        quarantine.put("a", new Fetched.Bad(Optional.empty(), true, "answers 404"), NOW);
        assertThat(quarantine.items())
                .containsExactly(
                        new Quarantine.Item("a", "answers 404", NOW, 0),
                        new Quarantine.Item("b", "is cut off", NOW.plusSeconds(60), 7));
        quarantine.release("a");
        assertThat(names(quarantine)).containsExactly("b");
    }

    @Test
    void keepsOnlyTheReasonOfAnOwnFileThatIsTooLargeOrGone() throws Exception {
        final Path large = Files.write(folder.resolve("large"), new byte[101]);
        final Quarantine quarantine = quarantine(100, 10);
        quarantine.put("large", new Fetched.Bad(Optional.of(large), false, "is no HDF5 file"), NOW);
        quarantine.put("gone", new Fetched.Bad(Optional.of(folder.resolve("gone")), false, "is gone"), NOW);
        assertThat(quarantine.items()).extracting(Quarantine.Item::bytes).containsExactly(0L, 0L);
        assertThat(large).exists();
    }

    @Test
    void keepsWhatHasAnOddNameInTheFolder() throws Exception {
        final Quarantine quarantine = quarantine(100, 10);
        for (String odd : List.of("../../up", "a/b", "line\nend", "..", "\u00e9\u4e2d", "x".repeat(300)))
            quarantine.put(odd, new Fetched.Bad(Optional.empty(), true, "is odd"), NOW);
        assertThat(names(quarantine))
                .containsExactlyInAnyOrder("_.", "__", "_._.._up", "a_b", "line_end", "x".repeat(200));
        assertThat(folder).isDirectoryNotContaining("glob:**up*");
    }

    @Test
    void movesDownloadsAndCopiesTheUsersFiles() throws Exception {
        final Path quarantine = folder.resolve("quarantine");
        final Path own = Files.write(folder.resolve("own.nc4"), new byte[] {1});
        final Path fetched = Files.write(folder.resolve("fetched.nc4"), new byte[] {2});
        quarantine(10, 10).put("own.nc4", new Fetched.Bad(Optional.of(own), false, "is empty"), NOW);
        quarantine(10, 10).put("fetched.nc4", new Fetched.Bad(Optional.of(fetched), true, "is cut off"), NOW);
        assertThat(own).exists();
        assertThat(fetched).doesNotExist();
        assertThat(quarantine.resolve("own.nc4")).hasBinaryContent(new byte[] {1});
        assertThat(quarantine.resolve("fetched.nc4")).hasBinaryContent(new byte[] {2});
        assertThat(quarantine.resolve("fetched.nc4.reason.txt")).hasContent("fetched.nc4 is cut off");
    }
}
