package org.fluxwatch.deploy.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The input at work, in a mapped file, so that it is still there when it takes the process with it.
final class LastInput {
    private static final int MOST_BYTES = 4 << 20;

    private final MappedByteBuffer buffer;

    LastInput(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            buffer = channel.map(FileChannel.MapMode.READ_WRITE, 0, MOST_BYTES);
        }
    }

    void is(byte[] input) {
        final int kept = Math.min(input.length, MOST_BYTES - Integer.BYTES);
        buffer.putInt(0, kept);
        buffer.put(Integer.BYTES, input, 0, kept);
    }

    /// What a process left behind.
    static byte[] of(Path file) throws IOException {
        final byte[] all = Files.readAllBytes(file);
        return Arrays.copyOfRange(
                all, Integer.BYTES, Integer.BYTES + ByteBuffer.wrap(all).getInt());
    }
}
