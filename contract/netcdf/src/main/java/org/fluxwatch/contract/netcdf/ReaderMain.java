package org.fluxwatch.contract.netcdf;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// A reader process: answers requests on its standard input about files, one at a time, on its standard output, and
/// ends when there is no more input, whatever it does at the time.
final class ReaderMain {
    private final ReaderAnswers answers;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    private record Request(FileVersion file, ReaderRequest request) {}

    private ReaderMain(FileChannel out) {
        answers = new ReaderAnswers(out);
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
                answer(requests.take());
            }
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private void answer(Request request) throws IOException {
        try {
            answers.to(request.file(), request.request());
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(ReaderProcess.OUT_OF_MEMORY);
        } catch (Error e) { // a library's classes may be half made now
            answers.send(ReaderWire.LAST, ReaderAnswers.damaged(request.file(), e));
            Runtime.getRuntime().halt(0);
        }
    }
}
