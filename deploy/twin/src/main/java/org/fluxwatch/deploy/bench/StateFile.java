package org.fluxwatch.deploy.bench;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.assimilate.stream.port.StateArray;
import org.fluxwatch.assimilate.stream.port.StateFormat;
import org.fluxwatch.assimilate.stream.port.SystemState;

/// A state as bytes in a file, as its format has it: parts by name, each with its length before it.
final class StateFile {
    private static final String ARRAY = "array ";
    private static final String KEPT = "kept ";
    private static final String NEXT_DAY = "next-day";

    private StateFile() {}

    /// @return bytes
    static <S extends SystemState> long write(Path file, S state, StateFormat<S> format) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            part(out, NEXT_DAY, state.nextDay().toString().getBytes(StandardCharsets.UTF_8));
            format.write(state, new StateFormat.Writer() {
                @Override
                public void array(StateArray array) {
                    final ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * array.runs() * array.used());
                    bytes.asFloatBuffer().put(array.packed().values());
                    part(out, ARRAY + array.name(), bytes.array());
                }

                @Override
                public void kept(String name, byte[] content) {
                    part(out, KEPT + name, content);
                }
            });
        }
        return Files.size(file);
    }

    private static void part(DataOutputStream out, String name, byte[] content) {
        try {
            out.writeUTF(name);
            out.writeInt(content.length);
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <S extends SystemState> S read(Path file, StateFormat<S> format) throws IOException {
        final SortedMap<String, ByteBuffer> parts = parts(file);
        return format.read(
                LocalDate.parse(new String(bytes(parts, NEXT_DAY), StandardCharsets.UTF_8)), new StateFormat.Reader() {
                    @Override
                    public void fill(StateArray array) {
                        final StateArray packed = array.packed();
                        part(parts, ARRAY + array.name()).asFloatBuffer().get(packed.values());
                        packed.copyTo(array);
                    }

                    @Override
                    public SortedMap<String, byte[]> kept() {
                        final SortedMap<String, byte[]> kept = new TreeMap<>();
                        for (String name : parts.keySet())
                            if (name.startsWith(KEPT)) kept.put(name.substring(KEPT.length()), bytes(parts, name));
                        return Collections.unmodifiableSortedMap(kept);
                    }
                });
    }

    /// Views of the mapped file, so that the heap holds a state once.
    private static SortedMap<String, ByteBuffer> parts(Path file) throws IOException {
        final SortedMap<String, ByteBuffer> parts = new TreeMap<>();
        try (FileChannel channel = FileChannel.open(file)) {
            final ByteBuffer all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            while (all.hasRemaining()) {
                final byte[] name = new byte[Short.toUnsignedInt(all.getShort())];
                all.get(name);
                final int length = all.getInt();
                parts.put(new String(name, StandardCharsets.UTF_8), all.slice(all.position(), length));
                all.position(all.position() + length);
            }
        }
        return parts;
    }

    private static ByteBuffer part(SortedMap<String, ByteBuffer> parts, String name) {
        final ByteBuffer part = parts.get(name);
        if (part == null) throw new IllegalStateException("the state has " + parts.keySet() + ", not " + name);
        return part.duplicate();
    }

    private static byte[] bytes(SortedMap<String, ByteBuffer> parts, String name) {
        final ByteBuffer part = part(parts, name);
        final byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        return bytes;
    }
}
