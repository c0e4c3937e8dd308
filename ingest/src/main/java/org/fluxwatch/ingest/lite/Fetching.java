package org.fluxwatch.ingest.lite;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.fluxwatch.contract.netcdf.InputException;

/// Reads variables of one file side by side: unpacking them is most of the work, and each reader process uses one
/// processor. One more than there are readers on two processors, so that none waits while values are taken over.
final class Fetching implements AutoCloseable {
    private static final int AT_A_TIME = 3;

    private final ExecutorService threads =
            Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());
    private volatile boolean failed;

    /// @return waits for the values, and throws what reading them threw
    <T> Supplier<T> begin(Supplier<T> values) {
        final Future<T> coming = threads.submit(() -> {
            if (failed) throw new IllegalStateException("an earlier variable could not be read");
            return values.get();
        });
        return () -> get(coming);
    }

    private <T> T get(Future<T> coming) {
        try {
            return coming.get();
        } catch (ExecutionException e) {
            failed = true;
            if (e.getCause() instanceof RuntimeException fault) throw fault;
            if (e.getCause() instanceof Error fault) throw fault;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            failed = true;
            Thread.currentThread().interrupt();
            throw InputException.notOfTheFile("reading was interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
