package org.fluxwatch.contract.netcdf;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.fluxwatch.contract.text.Messages;
import org.jspecify.annotations.Nullable;

/// A running reader, asked by one thread at a time. It has a heap of its own, none of this process's secrets, and a
/// time for each answer, after which it is killed.
final class ReaderProcess {
    /// Largest Java heap of a reader.
    static final int HEAP_MB = 1024;

    /// What HotSpot exits with for [#HEAP_MB].
    static final int OUT_OF_MEMORY = 3;

    /// For an answer, to which is added the time of its values at [#LEAST_BYTES_PER_SECOND].
    static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private static final long LEAST_BYTES_PER_SECOND = 4 << 20;

    private static final long SECONDS_TO_END = 2;
    private static final int LAST_CHARACTERS = 500;

    /// What tells how names of files are encoded.
    private static final Set<String> ENVIRONMENT = Set.of("LANG", "LC_ALL", "LC_CTYPE");

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final ExecutorService exchange;
    private final Set<FileVersion> files = ConcurrentHashMap.newKeySet();
    private final Thread errorReader;
    private final Duration longest;
    private final AtomicInteger opened = new AtomicInteger();
    private final long begin = System.nanoTime();
    private volatile long lastAnswer = begin;
    private volatile String errors = "";

    /// Takes an answer from the process.
    @FunctionalInterface
    interface Reply<T> {
        T from(DataInputStream in) throws IOException;
    }

    private sealed interface Outcome<T> {}

    private record Done<T>(T answer) implements Outcome<T> {}

    private record Unusable<T>(String why, boolean ofTheFile) implements Outcome<T> {}

    private ReaderProcess(Process process, Duration longest) {
        this.process = process;
        this.longest = longest;
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        in = new DataInputStream(process.getInputStream());
        final String name = "reader-" + process.pid();
        exchange = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        // no virtual thread: reading from a process keeps its carrier, and two readers would stop all others on two
        // processors
        errorReader = Thread.ofPlatform().daemon().name(name + "-errors").start(this::keepErrors);
    }

    /// @param longest [#LONGEST_ANSWER], but for tests
    static ReaderProcess start(List<String> command, Duration longest) throws IOException {
        final ProcessBuilder builder = new ProcessBuilder(command);
        final Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(ENVIRONMENT);
        return new ReaderProcess(builder.start(), longest);
    }

    /// This JVM's own, with limits and nothing but answers on its standard output.
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MB + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+SuppressFatalErrorMessage",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ReaderMain.class.getName());
    }

    private void keepErrors() {
        final StringBuilder last = new StringBuilder();
        try (BufferedReader lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last.append(line).append(' ');
                if (last.length() > LAST_CHARACTERS) last.delete(0, last.length() - LAST_CHARACTERS);
                errors = last.toString();
            }
        } catch (IOException e) {
            errors = last + Messages.of(e);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive() && !exchange.isShutdown();
    }

    boolean has(FileVersion file) {
        return files.contains(file);
    }

    /// Files that it has opened so far.
    int opened() {
        return opened.get();
    }

    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastAnswer);
    }

    /// @throws InputException when the file cannot be used
    /// @throws ReaderEndedException when the process has ended
    <T> T ask(FileVersion file, ReaderRequest request, Reply<T> reply) throws ReaderEndedException {
        final Duration time = longest.plusSeconds(request.mostBytes() / LEAST_BYTES_PER_SECOND);
        final Future<Outcome<T>> answer = submit(() -> exchange(file, request, reply));
        try {
            return switch (answer.get(time.toMillis(), TimeUnit.MILLISECONDS)) {
                case Done<T>(T done) -> done;
                case Unusable<T>(String why, boolean ofTheFile) ->
                    throw ofTheFile ? new InputException(why) : InputException.notOfTheFile(why, null);
            };
        } catch (TimeoutException e) {
            end();
            throw new ReaderEndedException(
                    ReaderEndedException.Why.LATE, "did not end within " + time.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            end();
            Thread.currentThread().interrupt();
            throw new ReaderEndedException(ReaderEndedException.Why.INTERRUPTED, "was interrupted", e);
        } catch (ExecutionException e) {
            final ReaderEndedException ended = ended(e.getCause());
            end();
            if (e.getCause() instanceof Error error) throw error;
            throw ended;
        }
    }

    private <T> Future<T> submit(Callable<T> call) throws ReaderEndedException {
        try {
            return exchange.submit(call);
        } catch (RejectedExecutionException e) {
            throw new ReaderEndedException(ReaderEndedException.Why.NOT_OF_THE_FILE, "has ended before", e);
        }
    }

    private <T> Outcome<T> exchange(FileVersion file, ReaderRequest request, Reply<T> reply) throws IOException {
        if (files.add(file)) opened.incrementAndGet();
        send(file, request);
        final byte status = in.readByte();
        final Outcome<T> outcome = status == ReaderWire.DONE
                ? new Done<>(reply.from(in))
                : new Unusable<>(ReaderWire.text(in), status != ReaderWire.NOT_OF_THE_FILE);
        if (status == ReaderWire.LAST) end();
        lastAnswer = System.nanoTime();
        return outcome;
    }

    private void send(FileVersion file, ReaderRequest request) throws IOException {
        synchronized (out) {
            ReaderWire.write(out, file);
            request.write(out);
            out.flush();
        }
    }

    /// Lets go of a file. What the process is doing goes on.
    void close(FileVersion file) {
        if (!files.remove(file)) return;
        try {
            send(file, new ReaderRequest.Close());
        } catch (IOException e) {
            end();
        }
    }

    /// Ends the process, whatever it is doing.
    void end() {
        process.destroyForcibly();
        exchange.shutdown();
    }

    private ReaderEndedException ended(@Nullable Throwable cause) {
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) process.destroyForcibly();
            final boolean started = lastAnswer != begin;
            errorReader.join(Duration.ofSeconds(SECONDS_TO_END));
            return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)
                    ? ReaderEndedException.of(process.exitValue(), started, errors.strip(), cause)
                    : new ReaderEndedException(ReaderEndedException.Why.LATE, "did not end when it was killed", cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ReaderEndedException(ReaderEndedException.Why.INTERRUPTED, "was interrupted", e);
        }
    }
}
