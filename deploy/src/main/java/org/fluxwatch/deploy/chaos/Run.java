package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Utils;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;

/// The system on a fresh folder, from the first day to the last.
/// ```
/// PacedArchive ──> child processes ──> Products
///      ^───────── days to show ───────────┘
/// ```
/// Used by one thread, but for [#abandon].
final class Run implements AutoCloseable {
    private static final long TICK_MILLIS = 50;

    private final Deployment deployment;
    private final Deployment.Ports ports;
    private final Path folder;
    private final Path data;
    private final Path settings;
    private final PacedArchive archive;
    private final int daysAhead;
    private final Products products;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Deployment.Part, Child> children = new LinkedHashMap<>();
    private boolean abandoned;

    /// Starts all processes.
    ///
    /// @param folder of settings, data, archive and logs; new
    /// @param daysAhead days that the archive shows beyond those published
    Run(Mode mode, TwinFiles twin, int daysAhead, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        this.daysAhead = daysAhead;
        ports = Deployment.Ports.free();
        deployment = Deployment.of(mode, ports);
        data = this.folder.resolve("data");
        archive = new PacedArchive(twin, this.folder.resolve("archive"));
        settings = this.folder.resolve("settings.yaml");
        Files.writeString(settings, Deployment.settings(data, archive.url(), ports));
        products = new Products(data.resolve("products"));
        for (Deployment.Part part : deployment.parts()) start(part);
    }

    Deployment deployment() {
        return deployment;
    }

    Products products() {
        return products;
    }

    Path folder() {
        return folder;
    }

    synchronized Child start(Deployment.Part part) throws IOException {
        if (abandoned) throw new ChaosFailure("interrupted");
        final Child child =
                Child.start(part, settings, ports.broker(), folder.resolve(part.command() + ".txt"), client);
        children.put(part, child);
        return child;
    }

    /// Kills a part (-9).
    ///
    /// @param wiped whether to delete what it keeps locally
    void kill(Deployment.Part part, boolean wiped) throws InterruptedException, IOException {
        final Child victim;
        synchronized (this) {
            victim = children.remove(part);
        }
        victim.kill();
        if (wiped)
            for (String local : part.local()) Utils.delete(data.resolve(local).toFile());
    }

    synchronized Child child(Deployment.Part part) {
        return children.get(part);
    }

    /// Waits and watches.
    ///
    /// @return whether it is so; else the time is out
    /// @throws ChaosFailure when a part has died by itself or says that it has failed
    boolean await(BooleanSupplier isSo, Duration atMost) throws InterruptedException, IOException {
        final long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            products.look();
            archive.show(products.days() + daysAhead);
            for (Child child : living()) child.look();
            if (isSo.getAsBoolean()) return true;
            if (System.nanoTime() > end) return false;
            Thread.sleep(TICK_MILLIS);
        }
    }

    private synchronized Child[] living() {
        return children.values().toArray(Child[]::new);
    }

    /// Waits until every part is ready at the same time.
    void awaitAllReady(Duration patience) throws InterruptedException, IOException {
        final long end = System.nanoTime() + patience.toNanos();
        while (!allReady()) {
            if (System.nanoTime() > end)
                throw new ChaosFailure("not all are ready after " + patience.toSeconds() + " s");
            await(() -> false, Duration.ofMillis(200));
        }
    }

    private boolean allReady() throws InterruptedException {
        boolean ready = true;
        for (Child child : living()) ready &= child.isReady();
        return ready;
    }

    /// What has come out. The broker must be running.
    Outcome outcome() throws InterruptedException, IOException {
        products.look();
        return Outcome.of(products, EmbeddedBroker.bootstrapServers(data.resolve("broker")));
    }

    /// Writes what the threads of all parts are doing beside the logs.
    void writeThreads() throws IOException, InterruptedException {
        for (Child child : living())
            child.writeThreads(folder.resolve(child.part().command() + ".jstack.txt"));
    }

    void delete() throws IOException {
        Utils.delete(folder.toFile());
    }

    /// Kills all parts from another thread; none can be started any more.
    synchronized void abandon() {
        abandoned = true;
        children.values().forEach(Child::abandon);
    }

    @Override
    public void close() {
        abandon();
        try {
            for (Child child : living()) child.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        archive.close();
        client.close();
    }
}
