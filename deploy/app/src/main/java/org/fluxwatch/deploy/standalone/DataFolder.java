package org.fluxwatch.deploy.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.fluxwatch.contract.settings.FileTrouble;

/// Holds a data folder for this process alone; the system lets go of it when the process dies.
public final class DataFolder implements AutoCloseable {
    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws IllegalStateException when another process holds it
    public static DataFolder hold(Path folder) {
        try {
            Files.createDirectories(folder);
            final FileChannel channel = FileChannel.open(
                    folder.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // this very process holds it
            }
            if (lock == null) {
                channel.close();
                throw new IllegalStateException("another fluxwatch is using the folder " + folder.toAbsolutePath());
            }
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be used: " + FileTrouble.reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
