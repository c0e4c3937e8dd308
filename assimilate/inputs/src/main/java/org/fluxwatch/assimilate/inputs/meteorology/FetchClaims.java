package org.fluxwatch.assimilate.inputs.meteorology;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/// Who fetches which file, among all threads and processes that share a folder: a lock of one byte of `claims.lock` for
/// each name. It ends with its process at the latest.
final class FetchClaims {
    /// POSIX drops all of a process's locks of a file when it closes any channel of that file: so there is one for the
    /// whole process, and it stays open.
    private static final Map<Path, FileChannel> CHANNELS = new ConcurrentHashMap<>(); // for look-up only

    private final FileChannel channel;

    /// @param folder that is there
    FetchClaims(Path folder) throws IOException {
        final Path file = folder.toRealPath().resolve("claims.lock");
        synchronized (CHANNELS) {
            if (!CHANNELS.containsKey(file))
                CHANNELS.put(file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            channel = CHANNELS.get(file);
        }
    }

    /// Claims a name; empty when somebody else has it. Closing the lock gives it back.
    Optional<FileLock> claim(String name) throws IOException {
        final CRC32 place = new CRC32(); // two names at one place only wait for each other
        place.update(name.getBytes(StandardCharsets.UTF_8));
        try {
            return Optional.ofNullable(channel.tryLock(place.getValue(), 1, false));
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // somebody else in this process
        }
    }
}
