package org.fluxwatch.contract.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says so when a file that holds a secret can be read by everybody.
public final class SecretFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SecretFiles.class);

    private SecretFiles() {}

    /// @param what it holds, in words
    public static void warn(Path file, String what) {
        if (isOpen(file)) LOG.warn("{} holds {} and can be read by every user of this machine: chmod o-r", file, what);
    }

    static boolean isOpen(Path file) {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // one that cannot be looked at is told when it is read
        }
    }
}
