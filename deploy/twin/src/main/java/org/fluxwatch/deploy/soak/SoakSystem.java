package org.fluxwatch.deploy.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fluxwatch.contract.settings.OwnersOnly;
import org.fluxwatch.deploy.chaos.ChaosFailure;
import org.fluxwatch.deploy.chaos.Child;
import org.fluxwatch.deploy.chaos.Deployment;
import org.fluxwatch.deploy.chaos.Disks;
import org.fluxwatch.deploy.chaos.Mode;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.deploy.twin.YamlText;
import org.jspecify.annotations.Nullable;

/// The processes of the system on a data folder of their own. It goes back, and keeps members and what
/// revisions replace, for few days, so that a run of months is long beyond that.
final class SoakSystem implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(90);
    private static final String NEXT_DAY = "fluxwatch_assimilate_next_day_seconds";

    /// With which a part says in order that it cannot go on, as without a disk.
    private static final Set<Integer> ORDERLY = Set.of(1, 4);

    private static final int SPARE_MEGABYTES = 200;

    private final Path folder;
    private final Path data;
    private final Path settings;
    private final Path temporary;
    private final SoakSize size;
    private final LocalDate first;
    private final Deployment deployment;
    private final Deployment.Ports ports;
    private final Disks disks;
    private final boolean diskOut;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Child[] children;
    private final int[] lives;
    private int analysed;
    private boolean abandoned;

    /// @param folder of settings, data and what processes print; new
    /// @param days of the run
    SoakSystem(Mode mode, SoakSize size, URI archive, int days, Path folder) throws IOException {
        this.folder = folder;
        this.size = size;
        data = Files.createDirectories(folder.resolve("data"));
        settings = folder.resolve("settings.yaml");
        temporary = Files.createDirectories(folder.resolve("temporary"));
        first = size.domain().start();
        ports = Deployment.Ports.free();
        deployment = Deployment.of(mode, ports);
        disks = Disks.none(data);
        diskOut = disks.mount(Disks.Disk.PRODUCTS, size.productsMegabytesADay() * days + SPARE_MEGABYTES);
        OwnersOnly.make(Files.writeString(settings, text(archive)));
        children = new Child[deployment.parts().size()];
        lives = new int[children.length];
    }

    private String text(URI archive) {
        return String.format(
                        Locale.ROOT,
                        """
                # Written by `fluxwatch bench soak`.
                data-folder: %s
                kafka: {bootstrap-servers: 127.0.0.1:%d}
                archive:
                  cmr-url: %s
                  products: [OCO2_L2_Lite_FP.11.2r, ACOS_L2_Lite_FP.9r]
                  token: %s
                  poll-interval: PT1S
                ingest: {http-port: %d}
                publish: {http-port: %d, keep-members-days: 1, keep-previous-days: 20}
                """,
                        YamlText.quoted(data),
                        ports.broker(),
                        archive,
                        GrowingArchive.TOKEN,
                        ports.ingest(),
                        ports.publish())
                + size.settings()
                + String.format(Locale.ROOT, "  http-port: %d%n  late-data: {go-back-days: 10}%n", ports.assimilate());
    }

    void startAll() throws IOException {
        for (int p = 0; p < children.length; p++) start(p);
    }

    private synchronized void start(int part) throws IOException {
        if (abandoned) throw new ChaosFailure("interrupted");
        children[part] = Child.start(
                part(part),
                List.of(size.heap(), ProcessProbe.FLAG, "-Djava.io.tmpdir=" + temporary),
                settings,
                ports.broker(),
                folder.resolve(part(part).command() + ".txt"),
                client);
        lives[part]++;
    }

    int parts() {
        return children.length;
    }

    Deployment.Part part(int part) {
        return deployment.parts().get(part);
    }

    boolean hasDisk() {
        return diskOut;
    }

    void restart(int part, boolean killed) throws IOException, InterruptedException {
        if (killed) children[part].kill();
        else if (!children[part].stop(STOP))
            throw new ChaosFailure(part(part).command() + " has not ended " + STOP.toSeconds() + " s after SIGTERM");
        start(part);
    }

    void fillDisk() {
        disks.fill(Disks.Disk.PRODUCTS);
    }

    void emptyDisk() throws IOException {
        disks.end(Disks.Disk.PRODUCTS);
    }

    /// An operator takes a granule back.
    Process retract(String granule) throws IOException {
        return Child.command(
                folder.resolve("retract.txt"),
                "retract",
                granule,
                "--settings",
                settings.toString(),
                "--kafka",
                EmbeddedBroker.bootstrapServers(data.resolve("broker")));
    }

    /// Sees that all live.
    ///
    /// @param excused whether one may end in order, and is started again
    /// @throws ChaosFailure when one has died, or says that it has failed
    void look(boolean excused) throws IOException, InterruptedException {
        for (int p = 0; p < children.length; p++) {
            if (children[p].isAlive()) {
                children[p].look(excused);
                continue;
            }
            if (!excused || !ORDERLY.contains(children[p].exitCode()))
                throw new ChaosFailure(part(p).command() + " has died by itself, exit code " + children[p].exitCode()
                        + "; see " + folder);
            start(p);
        }
    }

    /// How many days all domains have analysed, as far as assimilate has ever said.
    int analysed() throws InterruptedException {
        final double[] next =
                metrics(ports.assimilate()).map(page -> page.values(NEXT_DAY)).orElse(new double[0]);
        if (next.length == size.domains())
            analysed = Math.max(
                    analysed, (int) Math.round((Arrays.stream(next).min().orElseThrow()
                                    - first.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                            / Duration.ofDays(1).toSeconds()));
        return analysed;
    }

    private Optional<MetricsPage> metrics(int port) throws InterruptedException {
        try {
            return Optional.of(MetricsPage.ask(client, port));
        } catch (IOException _) {
            return Optional.empty(); // on its way
        }
    }

    /// How many days the filter's files are of.
    int published() throws IOException {
        return Optional.ofNullable(DataFolder.sizes(data).get("products days"))
                .map(DataFolder.Size::files)
                .orElse(0);
    }

    /// What lies in the data folder and, of kind `temporary`, in what is for temporary files.
    Map<String, DataFolder.Size> sizes() throws IOException {
        final Map<String, DataFolder.Size> sizes = new TreeMap<>(DataFolder.sizes(data));
        final List<DataFolder.Size> others =
                List.copyOf(DataFolder.sizes(temporary).values());
        sizes.put(
                "temporary",
                new DataFolder.Size(
                        others.stream().mapToInt(DataFolder.Size::files).sum(),
                        others.stream().mapToLong(DataFolder.Size::bytes).sum()));
        return sizes;
    }

    /// What a process holds at a moment.
    ///
    /// @param life counted from 1 for each part
    record Held(String part, int life, Map<String, Double> values) {}

    /// Of those that are there and answer; one that has just been started may not.
    List<Held> held() throws InterruptedException {
        final List<Held> all = new ArrayList<>();
        for (int p = 0; p < children.length; p++) held(p).ifPresent(all::add);
        return all;
    }

    private Optional<Held> held(int p) throws InterruptedException {
        if (children[p].readySeconds() == null) return Optional.empty();
        try {
            final Map<String, Double> values = new TreeMap<>(ProcessProbe.look(children[p].pid()));
            @Nullable Double series = null;
            for (int port : part(p).healthPorts())
                series = (series == null ? 0 : series)
                        + MetricsPage.ask(client, port).series().size();
            if (series != null) values.put("metrics", series);
            return Optional.of(new Held(part(p).command(), lives[p], values));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /// Kills all without waiting, from another thread; none can be started any more.
    synchronized void abandon() {
        abandoned = true;
        for (Child child : children) if (child != null) child.abandon();
        disks.close();
    }

    @Override
    public void close() {
        abandon();
        try {
            for (Child child : children) if (child != null) child.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
