package org.fluxwatch.deploy.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.fluxwatch.contract.service.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for Ctrl-C or SIGTERM, or until a service cannot go on, then closes in order.
public final class UntilStopped {
    /// Exit code of a service that cannot go on.
    public static final int CANNOT_GO_ON = 4;

    private static final Logger LOG = LoggerFactory.getLogger(UntilStopped.class);

    /// All services of a standalone, each of which has a shorter bound of its own. Systems kill after 90 s (systemd) or
    /// sooner, as their unit says.
    private static final Duration CLOSED = Duration.ofSeconds(60);

    private UntilStopped() {}

    /// Closes the service when the process ends; returns at once. What has not closed within a minute ends unclosed, as
    /// by a kill.
    public static void closeOnStop(AutoCloseable service) {
        closeOnStop(service, () -> "");
    }

    /// The same, and says in a line what was stopped and how to go on.
    ///
    /// @param stopped the line, asked for at the stop; empty: none
    public static void closeOnStop(AutoCloseable service, Supplier<String> stopped) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            final String line = stopped.get();
            final boolean closed = close(service, CLOSED);
            if (closed && !line.isEmpty()) System.err.println("\nfluxwatch: " + line);
        }));
    }

    /// Says, where the work is cut short, what was stopped: of commands that keep nothing to go on from.
    ///
    /// @param stopped the line
    /// @return to be closed when the work is done
    public static Running tellWhenStopped(String stopped) {
        final Thread telling = new Thread(() -> System.err.println("\nfluxwatch: " + stopped));
        Runtime.getRuntime().addShutdownHook(telling);
        return () -> {
            try {
                Runtime.getRuntime().removeShutdownHook(telling);
            } catch (IllegalStateException _) {
                // the process is ending: it is told
            }
        };
    }

    /// Work under way.
    public interface Running extends AutoCloseable {
        @Override
        void close();
    }

    /// @return whether it closed in time
    static boolean close(AutoCloseable service, Duration bound) {
        final Thread closing = Thread.ofPlatform().name("close").daemon().start(() -> {
            try {
                service.close();
            } catch (Exception e) {
                System.err.println("fluxwatch: while stopping: " + e);
            }
        });
        try {
            if (closing.join(bound)) return true;
            System.err.println("fluxwatch: not closed after " + bound.toSeconds() + " s, ends as it is");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /// Waits until the process is stopped.
    public static void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /// Waits until the process is stopped or one of the services cannot go on, and says which and why.
    ///
    /// @param services by name
    /// @return the exit code
    public static int await(Map<String, Health> services) {
        final CompletableFuture<?>[] failures = services.entrySet().stream()
                .map(service ->
                        service.getValue().failure().thenApply(why -> service.getKey() + " cannot go on: " + why))
                .toArray(CompletableFuture<?>[]::new);
        final Object line = CompletableFuture.anyOf(failures).join();
        LOG.error("{}", line);
        System.err.println("fluxwatch " + line);
        return CANNOT_GO_ON;
    }
}
