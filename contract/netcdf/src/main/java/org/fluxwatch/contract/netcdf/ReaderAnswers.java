package org.fluxwatch.contract.netcdf;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.text.Messages;

/// What is answered to requests about files, in the form of [ReaderWire]. Not for several threads.
final class ReaderAnswers {
    /// Of more files the one that was asked for longest ago is closed; it is opened again when asked for.
    private static final int MOST_OPEN_FILES = 32;

    private final WritableByteChannel out;
    private final Map<FileVersion, LocalFile> files = new LinkedHashMap<>(16, 0.75f, true);

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    ReaderAnswers(WritableByteChannel out) {
        this.out = out;
    }

    /// Answers a request; whatever exception reading ends with is an answer too, an error is not.
    void to(FileVersion version, ReaderRequest request) throws IOException {
        if (request instanceof ReaderRequest.Close) {
            close(version);
            return;
        }
        try {
            answer(version, file(version), request);
        } catch (InputException e) {
            send(e.isOfTheFile() ? ReaderWire.UNUSABLE : ReaderWire.NOT_OF_THE_FILE, Messages.of(e));
        } catch (RuntimeException e) {
            close(version);
            send(ReaderWire.UNUSABLE, damaged(version, e));
        }
    }

    static String damaged(FileVersion file, Throwable e) {
        final String message = e.getMessage() == null ? "" : ": " + e.getMessage();
        return file.path() + ": cannot be read, is the file damaged? "
                + e.getClass().getSimpleName() + message;
    }

    private void answer(FileVersion version, LocalFile file, ReaderRequest request) throws IOException {
        switch (request) {
            case ReaderRequest.Open() -> send(to -> ReaderWire.write(to, file.variables()));
            case ReaderRequest.Describe(String name) -> {
                final LocalVariable variable = file.variable(name);
                requireRoom(version, variable);
                send(to -> {
                    ReaderWire.write(to, variable.dimensions());
                    ReaderWire.write(to, variable.shape());
                    ReaderWire.write(to, variable.attributes());
                });
            }
            case ReaderRequest.Global() -> {
                final Attributes attributes = file.attributes();
                send(to -> ReaderWire.write(to, attributes));
            }
            case ReaderRequest.Values(String name, int[] origin, int[] window) ->
                ReaderWire.write(out, file.variable(name).packed(origin, window));
            case ReaderRequest.Texts(String name) -> {
                final List<String> texts = file.variable(name).texts();
                send(to -> ReaderWire.write(to, texts));
            }
            case ReaderRequest.Close() -> {}
        }
    }

    /// Who is told a shape makes room for it, before any value is read.
    private static void requireRoom(FileVersion version, LocalVariable variable) {
        final double most = (double) version.bytes() * ChunkFilters.MOST_DEFLATED;
        double values = 1;
        for (int length : variable.shape()) values *= Math.max(1, length);
        if (values > most)
            throw variable.wrong("has the shape " + Arrays.toString(variable.shape()) + ", expected at most the "
                    + (long) most + " values that a file of " + version.bytes() + " bytes can hold");
    }

    void send(byte status, String text) throws IOException {
        write(status, to -> ReaderWire.write(to, text));
    }

    private void send(Writing answer) throws IOException {
        write(ReaderWire.DONE, answer);
    }

    private void write(byte status, Writing answer) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final DataOutputStream to = new DataOutputStream(bytes);
        to.writeByte(status);
        answer.to(to);
        final ByteBuffer all = ByteBuffer.wrap(bytes.toByteArray());
        while (all.hasRemaining()) out.write(all);
    }

    private LocalFile file(FileVersion version) {
        final LocalFile open = files.get(version);
        if (open != null) return open;
        if (files.size() >= MOST_OPEN_FILES) close(files.keySet().iterator().next());
        final LocalFile file = LocalFile.open(version.path());
        if (!FileVersion.of(version.path()).equals(version)) {
            file.close();
            throw InputException.notOfTheFile(version.path() + ": has changed while it was read", null);
        }
        files.put(version, file);
        return file;
    }

    void close(FileVersion version) {
        final LocalFile file = files.remove(version);
        if (file != null) file.close();
    }
}
