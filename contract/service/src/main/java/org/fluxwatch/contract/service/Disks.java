package org.fluxwatch.contract.service;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.record.Heartbeat.Disk;

/// The room on the disks of a service's folders, as it is when asked.
final class Disks {
    private final Map<String, Path> folders;

    /// @param folders by what they are for
    Disks(Map<String, Path> folders) {
        this.folders = new TreeMap<>(folders);
    }

    /// Those whose disks can be asked.
    List<Disk> now() {
        final List<Disk> disks = new ArrayList<>();
        folders.forEach((name, folder) -> {
            try {
                final FileStore store = Files.getFileStore(existing(folder));
                disks.add(new Disk(name, store.getUsableSpace(), store.getTotalSpace()));
            } catch (IOException | RuntimeException e) {
                // a disk that has gone says nothing; the part that cannot write says it
            }
        });
        return disks;
    }

    /// A folder that is made later lies on the disk of the one above it.
    private static Path existing(Path folder) {
        Path found = folder.toAbsolutePath();
        while (!Files.exists(found) && found.getParent() != null) found = found.getParent();
        return found;
    }
}
