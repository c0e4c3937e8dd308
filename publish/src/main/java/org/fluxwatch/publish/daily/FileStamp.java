package org.fluxwatch.publish.daily;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A file as it is at one time: one that replaces it by rename, or is written anew, has another stamp.
///
/// @param fileKey of the file system; null where it has none
public record FileStamp(Path file, @Nullable Object fileKey, long modifiedNanos) {
    public static FileStamp of(Path file) throws IOException {
        final BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(file, now.fileKey(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    }
}
