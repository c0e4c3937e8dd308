package org.fluxwatch.assimilate.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// RocksDB's native library. By itself it unpacks it into the system's folder for temporary files and deletes
/// it at the process' end, so that each kill leaves 15 MB there for good. Here the file goes as soon as it is
/// loaded: what is mapped needs no name.
final class RocksLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(RocksLibrary.class);

    private RocksLibrary() {}

    /// To be called before anything else of RocksDB.
    static void load() {
        try {
            final Path unpacked = Files.createTempDirectory("fluxwatch-rocksdb-");
            try {
                NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
            } finally {
                delete(unpacked);
            }
        } catch (IOException e) {
            LOG.debug("RocksDB unpacks its library by itself", e);
        }
        RocksDB.loadLibrary();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(folder);
    }
}
