package org.fluxwatch.contract.netcdf;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A reader process: answers requests on its standard input about files, one at a time, on its standard output, and
/// ends when there is no more input, whatever it does at the time.
final class ReaderMain {
    /// Of more files the one that was asked for longest ago is closed; it is opened again when asked for.
    private static final int MOST_OPEN_FILES = 32;

    private final FileChannel out;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Map<FileVersion, LocalFile> files = new LinkedHashMap<>(16, 0.75f, true);

    private record Request(FileVersion file, ReaderRequest request) {}

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private ReaderMain(FileChannel out) {
        this.out = out;
    }

    public static void main(String[] args) {
        final ReaderMain reader = new ReaderMain(new FileOutputStream(FileDescriptor.out).getChannel());
        System.setOut(System.err); // standard output is for answers alone
        Thread.ofPlatform().daemon().name("requests").start(reader::listen);
        reader.serve();
    }

    private void listen() {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)))) {
            while (true) requests.add(new Request(ReaderWire.version(in), ReaderRequest.read(in)));
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void serve() {
        try {
            while (true) {
                final Request request = requests.take();
                if (request.request() instanceof ReaderRequest.Close) close(request.file());
                else answer(request);
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void answer(Request request) throws IOException {
        try {
            answer(file(request.file()), request.request());
        } catch (InputException e) {
            send(e.isOfTheFile() ? ReaderWire.UNUSABLE : ReaderWire.NOT_OF_THE_FILE, e.getMessage());
        } catch (RuntimeException e) {
            close(request.file());
            send(ReaderWire.UNUSABLE, damaged(request, e));
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(ReaderProcess.OUT_OF_MEMORY);
        } catch (Error e) { // a library's classes may be half made now
            send(ReaderWire.LAST, damaged(request, e));
            Runtime.getRuntime().halt(0);
        }
    }

    private static String damaged(Request request, Throwable e) {
        final String message = e.getMessage() == null ? "" : ": " + e.getMessage();
        return request.file().path() + ": cannot be read, is the file damaged? "
                + e.getClass().getSimpleName() + message;
    }

    private void answer(LocalFile file, ReaderRequest request) throws IOException {
        switch (request) {
            case ReaderRequest.Open() -> send(to -> ReaderWire.write(to, file.variables()));
            case ReaderRequest.Describe(String name) -> {
                final LocalVariable variable = file.variable(name);
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
            case ReaderRequest.Close() -> close(null);
        }
    }

    private void send(byte status, String text) throws IOException {
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

    private void close(FileVersion version) {
        final LocalFile file = files.remove(version);
        if (file != null) file.close();
    }
}
