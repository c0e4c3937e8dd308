package org.fluxwatch.contract.netcdf;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Lists folders that others write to meanwhile: what is renamed or deleted while it is listed is left out, where
/// [Files#walk] fails.
public final class FileTree {
    private FileTree() {}

    /// Files of a folder and below, in the order of their names.
    ///
    /// @param depth folders deep, 1 for the folder alone
    /// @throws IOException when the folder, or one below, cannot be listed
    public static List<Path> files(Path folder, int depth) throws IOException {
        final List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), depth, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isDirectory()) files.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException && !file.equals(folder)) return FileVisitResult.CONTINUE;
                throw e;
            }
        });
        files.sort(null);
        return files;
    }
}
