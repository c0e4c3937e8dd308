package org.fluxwatch.contract.netcdf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;

/// Reads as a reader process does, in this one: recursion and a full heap are told of the file, but what spins goes on.
final class ReadersHere implements Readers {
    static final ReadersHere SHARED = new ReadersHere();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ReaderAnswers answers = new ReaderAnswers(Channels.newChannel(bytes));

    @Override
    public synchronized <T> T ask(FileVersion file, ReaderRequest request, ReaderProcess.Reply<T> reply) {
        bytes.reset();
        try {
            answers.to(file, request);
            final DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            if (in.readByte() == ReaderWire.DONE) return reply.from(in);
            throw new InputException(ReaderWire.text(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            answers.close(file);
            throw new InputException(ReaderAnswers.damaged(file, e));
        }
    }

    @Override
    public synchronized void close(FileVersion file) {
        answers.close(file);
    }
}
