package org.fluxwatch.contract.netcdf;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The processes that read files for this one. They start when they are needed, serve one request at a time each, any
/// file in any of them, and end with this process, after a while without work, or in trouble; what another file did to
/// one costs no more than opening anew in the next. Safe for several threads.
final class ReaderProcesses implements Readers {
    /// As many files are read at the same time.
    static final int MOST = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    static final ReaderProcesses SHARED =
            new ReaderProcesses(MOST, () -> ReaderProcess.start(ReaderProcess.command(), ReaderProcess.LONGEST_ANSWER));

    /// After which a process is replaced, for the libraries may leak.
    private static final int MOST_FILES = 2000;

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(5);
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES, Thread::startVirtualThread);

    private final Starting starting;
    private final Deque<ReaderProcess> idle = new ArrayDeque<>();
    private final Set<ReaderProcess> alive = new HashSet<>();
    private int places;
    private boolean watching;

    /// Starts a process.
    @FunctionalInterface
    interface Starting {
        ReaderProcess start() throws IOException;
    }

    ReaderProcesses(int most, Starting starting) {
        this.starting = starting;
        places = most;
    }

    @Override
    public <T> T ask(FileVersion file, ReaderRequest request, ReaderProcess.Reply<T> reply) {
        try {
            return ask(take(file, false), file, request, reply);
        } catch (ReaderEndedException e) {
            if (!e.isWorthAnother()) throw e.of(file.path());
        }
        try {
            return ask(take(file, true), file, request, reply);
        } catch (ReaderEndedException e) {
            throw e.of(file.path());
        }
    }

    private <T> T ask(ReaderProcess process, FileVersion file, ReaderRequest request, ReaderProcess.Reply<T> reply)
            throws ReaderEndedException {
        try {
            return process.ask(file, request, reply);
        } finally {
            giveBack(process);
        }
    }

    @Override
    public void close(FileVersion file) {
        final List<ReaderProcess> all;
        synchronized (this) {
            all = List.copyOf(alive);
        }
        all.forEach(process -> process.close(file));
    }

    /// Of those that are idle rather one that has the file open.
    private ReaderProcess take(FileVersion file, boolean fresh) {
        synchronized (this) {
            while (true) {
                final ReaderProcess process = fresh && places > 0 ? null : idle(file);
                if (process != null) return process;
                if (places > 0) break;
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw InputException.notOfTheFile(file.path() + ": reading was interrupted", e);
                }
            }
            places--;
        }
        return start(file);
    }

    private @Nullable ReaderProcess idle(FileVersion file) {
        for (ReaderProcess process : idle)
            if (process.has(file)) {
                idle.remove(process);
                return process;
            }
        return idle.pollFirst();
    }

    private ReaderProcess start(FileVersion file) {
        ReaderProcess process = null;
        try {
            process = starting.start();
            return process;
        } catch (IOException e) {
            throw InputException.notOfTheFile(
                    file.path() + ": cannot be read: no process for it starts: " + e.getMessage(), e);
        } finally {
            started(process);
        }
    }

    private synchronized void started(@Nullable ReaderProcess process) {
        if (process == null) {
            places++;
            notifyAll();
            return;
        }
        alive.add(process);
        if (!watching) LATER.execute(this::endIdle);
        watching = true;
    }

    private synchronized void giveBack(ReaderProcess process) {
        if (process.isAlive() && process.opened() < MOST_FILES) idle.addFirst(process);
        else forget(process);
        notifyAll();
    }

    private void forget(ReaderProcess process) {
        process.end();
        alive.remove(process);
        places++;
    }

    private synchronized void endIdle() {
        for (ReaderProcess process : new ArrayList<>(idle))
            if (!process.isAlive() || process.idle().compareTo(LONGEST_IDLE) > 0) {
                idle.remove(process);
                forget(process);
            }
        watching = !alive.isEmpty();
        if (watching) LATER.execute(this::endIdle);
    }

    /// Ends all of them; those that are busy in mid-answer.
    synchronized void end() {
        alive.forEach(ReaderProcess::end);
    }
}
