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
    private OwnersOnly() {}

    /// Takes a file or a folder from all others.
    public static void make(Path path) throws IOException {
        if (!knowsOwners(path)) return;
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }

    /// Whether others than the owner may read it. Of a file that is another user's, its group may: so systems hand
    /// secrets to a service, as files of root's.
    public static boolean isNot(Path path) throws IOException {
        return isNot(path, System.getProperty("user.name"));
    }

    static boolean isNot(Path path, String user) throws IOException {
        if (!knowsOwners(path)) return false;
        final Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        return permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.GROUP_READ)
                        && Files.getOwner(path).getName().equals(user);
    }

    private static boolean knowsOwners(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
