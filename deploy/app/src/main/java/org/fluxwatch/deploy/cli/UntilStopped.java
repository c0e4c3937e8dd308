package org.fluxwatch.deploy.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service, CLOSED)));
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
