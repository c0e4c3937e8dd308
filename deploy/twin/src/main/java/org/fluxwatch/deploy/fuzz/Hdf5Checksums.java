package org.fluxwatch.deploy.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The parts of an HDF5 file that end with a checksum of their own. Without setting these right again nearly every
/// change of a file's structure would be caught by its checksum, and nothing behind it would be tried.
///
/// @param blocks offsets of begin and checksum
record Hdf5Checksums(List<int[]> blocks) {
    static final Hdf5Checksums NONE = new Hdf5Checksums(List.of());

    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> CHECKED =
            Set.of("OHDR", "OCHK", "FRHP", "FHDB", "FHIB", "BTHD", "BTIN", "BTLF", "FSHD", "FSSE", "FAHD", "FADB");
    private static final int LONGEST_BLOCK = 4096;
    private static final int SUPERBLOCK_CHECKSUM = 44;

    static Hdf5Checksums of(byte[] file) {
        if (file.length < SUPERBLOCK_CHECKSUM + 4 || !Arrays.equals(Arrays.copyOf(file, SIGNATURE.length), SIGNATURE))
            return NONE;
        final List<int[]> blocks = new ArrayList<>();
        if (file[8] >= 2) blocks.add(new int[] {0, SUPERBLOCK_CHECKSUM});
        for (int at = 0; at + 8 < file.length; at++) {
            if (!CHECKED.contains(new String(file, at, 4, StandardCharsets.ISO_8859_1))) continue;
            final int end = end(file, at);
            if (end > 0) blocks.add(new int[] {at, end});
        }
        return new Hdf5Checksums(List.copyOf(blocks));
    }

    /// Where the checksum stands that fits; 0 where there is none.
    private static int end(byte[] file, int begin) {
        for (int end = begin + 6; end < Math.min(begin + LONGEST_BLOCK, file.length - 3); end++)
            if (checksum(file, begin, end) == buffer(file).getInt(end)) return end;
        return 0;
    }

    /// Sets the checksums right, in place.
    void repair(byte[] file) {
        for (int[] block : blocks)
            if (block[1] + 4 <= file.length) buffer(file).putInt(block[1], checksum(file, block[0], block[1]));
    }

    private static ByteBuffer buffer(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Bob Jenkins' lookup3, as HDF5 takes it.
    private static int checksum(byte[] file, int begin, int end) {
        int a = 0xdeadbeef + end - begin;
        int b = a;
        int c = a;
        int at = begin;
        for (; end - at > 12; at += 12) {
            a += word(file, at, end);
            b += word(file, at + 4, end);
            c += word(file, at + 8, end);
            a = (a - c) ^ Integer.rotateLeft(c, 4);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 6);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 8);
            b += a;
            a = (a - c) ^ Integer.rotateLeft(c, 16);
            c += b;
            b = (b - a) ^ Integer.rotateLeft(a, 19);
            a += c;
            c = (c - b) ^ Integer.rotateLeft(b, 4);
            b += a;
        }
        if (at == end) return c;
        a += word(file, at, end);
        b += word(file, at + 4, end);
        c += word(file, at + 8, end);
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        return (c ^ b) - Integer.rotateLeft(b, 24);
    }

    /// Bytes beyond the end count as 0.
    private static int word(byte[] file, int at, int end) {
        int word = 0;
        for (int n = 0; n < 4 && at + n < end; n++) word |= (file[at + n] & 0xff) << (8 * n);
        return word;
    }
}
