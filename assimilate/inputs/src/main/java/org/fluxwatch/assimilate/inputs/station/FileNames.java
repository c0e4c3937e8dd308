package org.fluxwatch.assimilate.inputs.station;

import java.nio.file.Path;

/// Names of files.
final class FileNames {
    private FileNames() {}

    /// Without what follows the last dot.
    static String stem(Path path) {
        final String name = path.getFileName().toString();
        final int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
