package org.fluxwatch.contract.netcdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/// A file as it was at one time; what was read of it holds for as long as its version stays.
///
/// @param changed time of its last change
public record FileVersion(Path path, long bytes, FileTime changed) {
    /// The file as it is now.
    ///
    /// @throws InputException when it is not there, or cannot be read
    public static FileVersion of(Path path) {
        try {
            final BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileVersion(path, attributes.size(), attributes.lastModifiedTime());
        } catch (NoSuchFileException e) {
            throw InputException.notOfTheFile(path + ": is not there any more", e);
        } catch (IOException e) {
            throw InputException.notOfTheFile(path + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
