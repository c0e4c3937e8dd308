package org.fluxwatch.contract.netcdf;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// What was read of files, such as their times: kept while a file's version stays, and read again when it has changed.
/// Of more than 4096 files that asked for longest ago is forgotten. Safe for several threads.
public final class FileHeaders<H> {
    static final int MOST_FILES = 4096;

    private final Map<Path, Header<H>> headers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Header<H>> eldest) {
            return size() > MOST_FILES;
        }
    };

    private record Header<H>(FileVersion version, H content) {}

    /// What is in a file now.
    ///
    /// @param read reads a version of it; when it throws, nothing is kept
    /// @throws InputException when the file is not there, or cannot be read
    public synchronized H of(Path path, Function<FileVersion, H> read) {
        final FileVersion now = FileVersion.of(path);
        final Header<H> kept = headers.get(path);
        if (kept != null && kept.version().equals(now)) return kept.content();
        final H content = read.apply(now);
        headers.put(path, new Header<>(now, content));
        return content;
    }
}
