package org.fluxwatch.assimilate.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stores on this machine's disk, between one run and the next. After a kill Kafka takes them for corrupt, one
/// after the other and with a rebalance, and reads them from their changelogs; without them it reads at once.
final class LocalStores {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStores.class);
    private static final String CLOSED = "closed-in-order";

    private final Path folder;

    /// @param folder of one application's stores, a folder a task; Kafka's own name for the process lies there too
    LocalStores(Path folder) {
        this.folder = folder;
    }

    /// Before they are opened: deletes those that were not closed.
    void open() {
        try {
            Files.createDirectories(folder);
            if (Files.deleteIfExists(folder.resolve(CLOSED))) return;
            for (Path task : tasks()) Utils.delete(task.toFile());
        } catch (IOException e) {
            LOG.warn("stores of the run before stay in {}: {}", folder, e.toString()); // Kafka sees to them
        }
    }

    private List<Path> tasks() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+_\\d+"))
                    .toList();
        }
    }

    /// After all have been closed.
    void closed() {
        try {
            Files.writeString(folder.resolve(CLOSED), "");
        } catch (IOException e) {
            LOG.debug("the next run reads all stores anew", e);
        }
    }
}
