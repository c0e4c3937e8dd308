package org.fluxwatch.contract.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.fluxwatch.contract.text.Messages;

/// Says in words what Java's file exceptions say by their class.
public final class FileTrouble {
    private FileTrouble() {}

    /// @return such as `no such file or folder: lite/x.nc4`
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such file or folder: " + missing.getFile();
            case AccessDeniedException denied -> "not permitted: " + denied.getFile();
            case FileAlreadyExistsException file -> "is a file, expected a folder: " + file.getFile();
            case NotDirectoryException file -> "is no folder: " + file.getFile();
            default -> Messages.of(e);
        };
    }
}
