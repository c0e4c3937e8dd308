package org.fluxwatch.deploy.cli;

import java.util.concurrent.CountDownLatch;

/// Waits for Ctrl-C or SIGTERM, then closes in order.
final class UntilStopped {
    private UntilStopped() {}

    /// Closes the service when the process is asked to stop; returns at once.
    static void closeOnStop(AutoCloseable service) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                service.close();
            } catch (Exception e) {
                System.err.println("fluxwatch: while stopping: " + e);
            }
        }));
    }

    static void await() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
