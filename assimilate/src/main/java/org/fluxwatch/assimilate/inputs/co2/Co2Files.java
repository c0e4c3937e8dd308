package org.fluxwatch.assimilate.inputs.co2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.assimilate.netcdf.FilePattern;
import org.fluxwatch.assimilate.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.Air;

/// The files of a product in a folder. What they hold is read once for each version of a file, known by its size and
/// time of change. Not for several threads.
final class Co2Files {
    private final Path folder;
    private final List<FilePattern> patterns;
    private final Co2Product product;
    private final Air air;
    private final Map<Path, Known> known = new HashMap<>();

    private record Known(String version, Co2Header header) {}

    /// @param patterns the first that any file fits is used
    Co2Files(Path folder, List<String> patterns, Co2Product product, Air air) {
        this.folder = folder;
        this.patterns = patterns.stream().map(FilePattern::new).toList();
        this.product = product;
        this.air = air;
    }

    /// The files as they are now.
    Co2Listing look() {
        for (FilePattern pattern : patterns) {
            final List<FilePattern.Dated> files = pattern.list(folder);
            if (!files.isEmpty()) return new Co2Listing(folder, pattern, files, file -> header(file, pattern));
        }
        return new Co2Listing(folder, patterns.getFirst(), List.of(), file -> header(file, patterns.getFirst()));
    }

    private Co2Header header(FilePattern.Dated file, FilePattern pattern) {
        final String version = version(file.path());
        final Known before = known.get(file.path());
        if (before != null && before.version().equals(version)) return before.header();
        final Co2Header header = Co2Header.read(file, pattern, product, air, version);
        known.put(file.path(), new Known(version, header));
        return header;
    }

    private static String version(Path path) {
        try {
            final BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.size() + " " + attributes.lastModifiedTime();
        } catch (IOException e) {
            throw new InputException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
