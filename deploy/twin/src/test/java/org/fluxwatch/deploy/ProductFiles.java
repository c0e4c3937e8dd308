package org.fluxwatch.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.FileTree;
import org.fluxwatch.contract.text.Sha256;
import org.fluxwatch.publish.daily.RollupName;

/// Daily files and what is in them, to the byte.
public final class ProductFiles {
    private ProductFiles() {}

    /// SHA-256 by path below a folder; empty when there is no folder. Months and years of the filter are left out: they
    /// are made of the days' files when there is time, and are held against them elsewhere.
    public static Map<String, String> digests(Path folder) throws IOException {
        final Map<String, String> digests = new TreeMap<>();
        if (!Files.exists(folder)) return digests;
        for (Path file : FileTree.files(folder, Integer.MAX_VALUE))
            if (file.toString().endsWith(".nc")
                    && RollupName.path(file.getFileName().toString()).isEmpty())
                digests.put(folder.relativize(file).toString(), Sha256.hex(Files.readAllBytes(file)));
        return digests;
    }
}
