package org.fluxwatch.contract.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files that their owner alone may read. Where the file system knows no owners it is nothing that a program could
/// see to.
public final class OwnersOnly {
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private OwnersOnly() {}

    /// Takes a file or a folder from all others.
    public static void make(Path path) throws IOException {
        if (!knowsOwners(path)) return;
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }

    /// Whether others than the owner may read it.
    public static boolean isNot(Path path) throws IOException {
        return knowsOwners(path) && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
    }

    private static boolean knowsOwners(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
