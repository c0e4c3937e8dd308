package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.fluxwatch.contract.settings.OwnersOnly;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;

/// The system on a fresh folder, from the first day to the last.
/// ```
/// PacedArchive ──> child processes ──> Products
///      ^──Script── days to show ───────────┘
/// ```
/// A part that ends by itself while a disk takes nothing is started again, as a supervisor would.
///
/// Used by one thread, but for [#abandon].
final class Run implements AutoCloseable {
    private static final long TICK_MILLIS = 50;

    /// How long after a disk works again a part may still end for its sake.
    private static final Duration AFTERMATH = Duration.ofSeconds(30);

    /// With which a part says in order that it cannot start, or cannot go on.
    private static final Set<Integer> ORDERLY = Set.of(1, 4);

    private static final int LAST_LINES = 12;

    private final Deployment deployment;
    private final Deployment.Ports ports;
    private final Path folder;
    private final Path data;
    private final Path settings;
    private final PacedArchive archive;
    private final Script script;
    private final Disks disks;
    private final Map<Trouble, Long> lasting = new LinkedHashMap<>();
    private final List<Ending> endings = new ArrayList<>();
    private long excusedUntil = System.nanoTime();
    private final Products products;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Deployment.Part, Child> children = new LinkedHashMap<>();
    private boolean abandoned;

    /// A part that ended by itself, in order, while a disk took nothing.
    record Ending(String part, int exitCode) {}

    /// Starts all processes.
    ///
    /// @param disksOut whether disks may be filled
    /// @param folder of settings, data, archive and logs; new
    /// @param daysAhead days that the archive shows beyond those published
    Run(Mode mode, TwinFiles twin, int daysAhead, boolean disksOut, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        ports = Deployment.Ports.free();
        deployment = Deployment.of(mode, ports);
        data = this.folder.resolve("data");
        disks = disksOut ? Disks.mount(Files.createDirectories(data)) : Disks.none(data);
        archive = new PacedArchive(twin, this.folder.resolve("archive"));
        settings = this.folder.resolve("settings.yaml");
        OwnersOnly.make(Files.writeString(settings, Deployment.settings(data, archive.url(), ports)));
        products = new Products(
                data.resolve("products"),
                Deployment.ofTwin().domain(Demo.DOMAIN).start());
        script = new Script(
                twin,
                archive,
                daysAhead,
                settings,
                data.resolve("broker"),
                this.folder.resolve("retract.txt"),
                products);
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
        final Child child = Child.start(part, List.of(), settings, ports.broker(), log(part), client);
        children.put(part, child);
        return child;
    }

    /// Kills parts (-9) at the same moment.
    void kill(Trouble.Kill kill) throws InterruptedException, IOException {
        final List<Child> victims = new ArrayList<>();
        synchronized (this) {
            for (Deployment.Part part : kill.parts()) victims.add(children.remove(part));
        }
        victims.forEach(Child::abandon);
        for (Child victim : victims) victim.kill();
        if (kill.wiped())
            for (Deployment.Part part : kill.parts()) for (String local : part.local()) empty(data.resolve(local));
    }

    private static void empty(Path local) throws IOException {
        if (!Files.isDirectory(local)) return;
        try (Stream<Path> below = Files.list(local)) {
            for (Path path : below.toList()) Utils.delete(path.toFile());
        }
    }

    /// Begins what lasts for a while; it ends by itself.
    ///
    /// @return false when it could not be done
    boolean begin(Trouble trouble) throws IOException {
        final Duration lasts =
                switch (trouble) {
                    case Trouble.DiskOut out -> {
                        if (!disks.begin(out)) yield Duration.ZERO;
                        yield out.lasting();
                    }
                    case Trouble.ArchiveOut out -> {
                        archive.misbehave(out.hostility());
                        yield out.lasting();
                    }
                    case Trouble.Kill kill -> throw new IllegalArgumentException(kill + " does not last");
                };
        if (lasts.isZero()) return false;
        lasting.put(trouble, System.nanoTime() + lasts.toNanos());
        return true;
    }

    /// Ends all that lasts.
    void endTroubles() throws IOException {
        for (Trouble trouble : List.copyOf(lasting.keySet())) end(trouble);
    }

    private void end(Trouble trouble) throws IOException {
        lasting.remove(trouble);
        switch (trouble) {
            case Trouble.DiskOut out -> {
                disks.end(out.disk());
                excusedUntil = System.nanoTime() + AFTERMATH.toNanos();
            }
            case Trouble.ArchiveOut _ -> archive.behave();
            case Trouble.Kill _ -> {}
        }
    }

    private boolean isExcused() {
        return System.nanoTime() < excusedUntil
                || lasting.keySet().stream().anyMatch(Trouble.DiskOut.class::isInstance);
    }

    List<Ending> endings() {
        return List.copyOf(endings);
    }

    synchronized Child child(Deployment.Part part) {
        return Objects.requireNonNull(children.get(part), () -> part + " has not been started");
    }

    /// Waits and watches.
    ///
    /// @return whether it is so; else the time is out
    /// @throws ChaosFailure when a part has died by itself or says that it has failed
    boolean await(BooleanSupplier isSo, Duration atMost) throws InterruptedException, IOException {
        final long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            products.look();
            script.goOn(products.days());
            for (Map.Entry<Trouble, Long> trouble : List.copyOf(lasting.entrySet()))
                if (System.nanoTime() > trouble.getValue()) end(trouble.getKey());
            for (Child child : living())
                if (child.isAlive()) child.look(isExcused());
                else startAgain(child);
            if (isSo.getAsBoolean()) return true;
            if (System.nanoTime() > end) return false;
            Thread.sleep(TICK_MILLIS);
        }
    }

    private void startAgain(Child ended) throws IOException {
        final Ending ending = new Ending(ended.part().command(), ended.exitCode());
        if (!isExcused() || !ORDERLY.contains(ending.exitCode()))
            throw new ChaosFailure(ending.part() + " has died by itself, exit code " + ending.exitCode());
        endings.add(ending);
        start(ended.part());
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
        for (Child child : living()) ready &= child.isReady(isExcused());
        return ready;
    }

    /// What has come out. The broker must be running.
    Outcome outcome() throws InterruptedException, IOException {
        products.look();
        return Outcome.of(products, EmbeddedBroker.settings(data.resolve("broker")));
    }

    private Path log(Deployment.Part part) {
        return folder.resolve(part.command() + ".txt");
    }

    /// What all parts say of their health, and the end of their logs.
    String lastWords() throws IOException, InterruptedException {
        final StringBuilder words = new StringBuilder();
        for (Child child : living()) {
            final List<String> lines = Files.readAllLines(log(child.part()));
            words.append(child.part().command())
                    .append(": ")
                    .append(child.health())
                    .append('\n');
            for (String line : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()))
                words.append("    ").append(line).append('\n');
        }
        return words.toString();
    }

    /// Writes what the threads of all parts are doing beside the logs.
    void writeThreads() throws IOException, InterruptedException {
        for (Child child : living())
            child.writeThreads(folder.resolve(child.part().command() + ".jstack.txt"));
    }

    void delete() throws IOException {
        Utils.delete(folder.toFile());
    }

    /// Kills all parts from another thread, and gives disks back; none can be started any more.
    synchronized void abandon() {
        abandoned = true;
        children.values().forEach(Child::abandon);
        disks.close();
    }

    @Override
    public void close() {
        abandon();
        script.close();
        try {
            for (Child child : living()) child.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        archive.close();
        client.close();
    }
}
