package org.fluxwatch.contract.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// Tells a whole HDF5 file from a page of HTML, a stump, or anything else, by its superblock.
/// ```
/// version 0: signature[8] 0 . . . . offsets@13 lengths@14 . k k flags | base@24 free endOfFile ...
/// version 1: the same and 4 bytes more before base
/// version 2, 3: signature[8] version offsets@9 lengths@10 flags | base@12 extension endOfFile ...
/// ```
/// Source: HDF5 File Format Specification, version 3.0, II.A. Addresses are `offsets` bytes wide, little-endian.
public final class Hdf5Signature {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    private Hdf5Signature() {}

    /// Whether bytes begin as an HDF5 file does.
    public static boolean isAt(byte[] head) {
        return head.length >= SIGNATURE.length && Arrays.equals(Arrays.copyOf(head, SIGNATURE.length), SIGNATURE);
    }

    /// Whether a file begins as an HDF5 file does, whole or not.
    static boolean isThere(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return isAt(in.readNBytes(SIGNATURE.length));
        }
    }

    /// What is wrong with a file, or empty.
    public static Optional<String> problem(Path file) throws IOException {
        final ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        final long length;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            length = channel.size();
            while (head.hasRemaining() && channel.read(head) >= 0) {}
        }
        head.flip();
        if (length == 0) return Optional.of("is empty");
        if (!isAt(Arrays.copyOf(head.array(), head.limit())))
            return Optional.of("is no HDF5 file, begins with " + printable(head));
        if (head.limit() < 64) return Optional.of("is cut off: " + length + " bytes, less than an HDF5 header");
        return superblockProblem(head, length);
    }

    private static Optional<String> superblockProblem(ByteBuffer head, long length) {
        final int version = head.get(8);
        final int offsets = head.get(version < 2 ? 13 : 9);
        if (version < 0 || version > 3) return Optional.of("has HDF5 superblock version " + version + ", expected 0-3");
        if (offsets != 4 && offsets != 8)
            return Optional.of("has HDF5 addresses of " + offsets + " bytes, expected 4 or 8");
        final int base =
                switch (version) {
                    case 0 -> 24;
                    case 1 -> 28;
                    default -> 12;
                };
        final int at = base + 2 * offsets;
        final long endOfFile = offsets == 8 ? head.getLong(at) : Integer.toUnsignedLong(head.getInt(at));
        if (endOfFile > length)
            return Optional.of("is cut off: " + length + " bytes of the " + endOfFile + " that its header tells of");
        if (endOfFile < length)
            return Optional.of("has " + length + " bytes, more than the " + endOfFile + " that its header tells of");
        return Optional.empty();
    }

    private static String printable(ByteBuffer head) {
        final StringBuilder text = new StringBuilder("'");
        for (int i = 0; i < Math.min(24, head.limit()); i++) {
            final int b = head.get(i);
            text.append(b >= ' ' && b < 127 ? (char) b : '.');
        }
        return text.append('\'').toString();
    }
}
