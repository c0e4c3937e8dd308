package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;

class RocksLibraryTest {
    private static final int KILLED = 9;

    @TempDir
    private Path temporary;

    /// Uses RocksDB, and ends as by a kill.
    static final class Killed {
        private Killed() {}

        public static void main(String[] arguments) {
            RocksLibrary.load();
            try (Options options = new Options()) {
                Runtime.getRuntime().halt(options.maxOpenFiles() == 0 ? 1 : KILLED);
            }
        }
    }

    /// Where a file that is mapped cannot be deleted, it stays.
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void leavesNoFileOfAProcessThatIsKilled() throws Exception {
        final Process killed = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName())
                .inheritIO()
                .start();
        assertThat(killed.waitFor()).isEqualTo(KILLED);
        assertThat(temporary).isEmptyDirectory();
    }
}
