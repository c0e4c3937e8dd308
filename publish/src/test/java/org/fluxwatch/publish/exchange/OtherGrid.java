package org.fluxwatch.publish.exchange;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;

/// Files that are as they were but for where they say that they are.
final class OtherGrid {
    private OtherGrid() {}

    /// Changes the lowest bit of the first value's second byte.
    static void change(Path file, String variable) throws IOException {
        final long offset;
        try (ClassicParts parts = ClassicParts.open(file)) {
            offset = parts.layout().variables().get(variable).offset() + 1;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            final int there = bytes.read();
            bytes.seek(offset);
            bytes.write(there ^ 1);
        }
    }
}
