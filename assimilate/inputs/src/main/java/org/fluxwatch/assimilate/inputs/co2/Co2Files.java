package org.fluxwatch.assimilate.inputs.co2;

import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.contract.netcdf.FileHeaders;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.settings.InputSettings.Air;

/// The files of a product in a folder.
final class Co2Files {
    private final Path folder;
    private final List<FilePattern> patterns;
    private final Co2Product product;
    private final Air air;
    private final FileHeaders<Co2Header> headers = new FileHeaders<>();

    /// @param patterns the first that any file fits is used
    Co2Files(Path folder, List<String> patterns, Co2Product product, Air air) {
        this.folder = folder;
        this.patterns = FilePattern.of(patterns, "domains.*.inputs.boundary.files");
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
        return headers.of(file.path(), version -> Co2Header.read(version, file.begin(), pattern, product, air));
    }
}
