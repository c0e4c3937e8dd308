package org.fluxwatch.contract.netcdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;

/// Which files of a folder are data, and which only lie beside them: no data are
///
/// - hidden and empty files, and backups of editors (`~`);
/// - what is being written: names ending in `.part`, `.tmp` and the like, and a file that has one ending in `.aria2`
/// beside;
/// - what is said of data: metadata, checksums, signatures, logs, indices;
/// - copies, and data that are packed as a whole, such as `.gz`.
public final class DataFiles {
    private static final String BEING_WRITTEN = ".aria2";
    private static final Set<String> WRITTEN =
            endings("part partial filepart tmp temp download crdownload opdownload aria2 aria2__temp lock lck swp");
    private static final Set<String> SAID_OF_DATA = endings("xml ncml json yaml yml html htm md pdf png cdl das dds dmr"
            + " dmrpp idx ctl log md5 md5sum sha1 sha256 sha512 crc cksum sum sig asc");
    private static final Set<String> COPIES = endings("bak old orig gz bz2 xz zst zip tar tgz 7z");

    private DataFiles() {}

    /// Whether a path is a file of data by name and length; what is in it is not looked at.
    public static boolean isData(Path path) {
        final String name = path.getFileName().toString();
        if (name.startsWith(".") || name.endsWith("~") || isBesideData(name)) return false;
        try {
            final BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    && attributes.size() > 0
                    && !Files.exists(path.resolveSibling(name + BEING_WRITTEN));
        } catch (IOException e) {
            return false; // it has gone
        }
    }

    private static boolean isBesideData(String name) {
        final String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return WRITTEN.contains(ending) || SAID_OF_DATA.contains(ending) || COPIES.contains(ending);
    }

    private static Set<String> endings(String words) {
        return Set.of(words.split(" "));
    }
}
