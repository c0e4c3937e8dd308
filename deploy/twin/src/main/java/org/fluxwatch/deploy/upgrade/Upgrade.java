package org.fluxwatch.deploy.upgrade;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Utils;
import org.fluxwatch.contract.netcdf.FileTree;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.OwnersOnly;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.chaos.ChaosFailure;
import org.fluxwatch.deploy.chaos.Child;
import org.fluxwatch.deploy.chaos.Deployment;
import org.fluxwatch.deploy.chaos.Mode;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.twin.World;
import org.fluxwatch.deploy.twin.YamlText;
import org.fluxwatch.ingest.catalog.LiteName;

/// Lets an older release analyse some days of the twin, puts this one into its place service by service, and sees after
/// each that days go on; that late data go back behind the upgrade; and that the books balance over both.
/// ```
/// archive folder ── days ──> broker, ingest, assimilate, publish of the older release
///                                publish ─> assimilate ─> ingest ─> all, with the broker: of this one
/// ```
/// Used by one thread, but for [#close].
public final class Upgrade implements AutoCloseable {
    private static final int DAYS_OF_OLDER = 6;
    private static final int DAYS_OF_A_STEP = 2;
    /// Analysed by the older release, well before what it did last.
    private static final int LATE_DAY = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration TICK = Duration.ofMillis(200);
    /// Whose settings had no inputs in `domains`; invented ones were the default.
    private static final String BEFORE_INPUTS = "0.1.";

    private static final String BROKER = "broker";

    private final Path older;
    private final Path folder;
    private final PrintWriter out;
    private final Path lite;
    private final Path products;
    private final Deployment.Ports ports;
    private final Deployment deployment;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Deployment.Part, Child> children = new ConcurrentHashMap<>();
    private final Deque<TwinDay> toCome = new ArrayDeque<>();
    private Path settings;
    private boolean abandoned;

    /// @param files Lite files, one a sensor
    private record TwinDay(LocalDate day, List<Path> files) {}

    /// @param older launcher of the older release, built or unpacked
    /// @param folder made anew
    public Upgrade(Path older, Path folder, PrintWriter out) throws IOException {
        this.older = older.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        this.out = out;
        Utils.delete(this.folder.resolve("data").toFile());
        Utils.delete(this.folder.resolve("lite").toFile());
        lite = Files.createDirectories(this.folder.resolve("lite"));
        products = this.folder.resolve("data/products").resolve(Demo.DOMAIN);
        ports = Deployment.Ports.free();
        deployment = Deployment.of(Mode.SERVICES, ports);
        settings = this.folder.resolve("older.yaml");
    }

    /// Runs it, printing a line a step.
    ///
    /// @throws ChaosFailure when a day does not come, a process ends by itself, or the books do not balance
    public void run() throws IOException, InterruptedException {
        // as they are stopped and exchanged: readers before what they read from
        final List<Deployment.Part> order = deployment.parts().reversed();
        final List<TwinDay> days = twinDays(DAYS_OF_OLDER + order.size() * DAYS_OF_A_STEP);
        toCome.addAll(days);
        final String version = versionOfOlder();
        out.printf(Locale.ROOT, "%s into this program, %d days of the twin, in %s%n", version, days.size(), folder);

        settings = write("older.yaml", version.contains(" " + BEFORE_INPUTS) ? withoutInputs() : Demo.GRID);
        for (Deployment.Part part : deployment.parts()) start(part, true);
        goOn("all of the older release", DAYS_OF_OLDER);

        settings = write("newer.yaml", Demo.GRID);
        for (Deployment.Part service : order) {
            if (service.command().equals(BROKER)) continue;
            stop(service);
            start(service, false);
            goOn(service.command() + " of this one", DAYS_OF_A_STEP);
        }
        takeBack(days.get(LATE_DAY - 1));

        for (Deployment.Part part : order) stop(part);
        for (Deployment.Part part : deployment.parts()) start(part, false);
        goOn("all of this one, with the broker", DAYS_OF_A_STEP);
        balance();
    }

    /// The first days of the demo's world.
    private List<TwinDay> twinDays(int count) throws IOException {
        final Path archive = Files.createDirectories(folder.resolve("archive"));
        final Sensors sensors = SettingsLoader.defaults().sensors();
        final NavigableMap<LocalDate, List<Path>> files = new TreeMap<>();
        Demo.makeFiles(count, archive, _ -> {});
        for (Path file : FileTree.files(archive, 1))
            LiteName.parse(file.getFileName().toString(), sensors)
                    .ifPresent(name -> files.computeIfAbsent(name.day(), _ -> new ArrayList<>())
                            .add(file));
        return files.entrySet().stream()
                .limit(count)
                .map(day -> new TwinDay(day.getKey(), day.getValue()))
                .toList();
    }

    private static String withoutInputs() {
        return Demo.GRID
                .lines()
                .filter(line -> !line.contains(World.INPUTS))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String versionOfOlder() throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(older.toString(), "--version")
                .redirectError(ProcessBuilder.Redirect.INHERIT) // of a build
                .start();
        try (BufferedReader said = process.inputReader()) {
            final String version = said.lines()
                    .filter(line -> line.startsWith("fluxwatch "))
                    .findFirst()
                    .orElse("");
            if (process.waitFor() != 0 || version.isEmpty())
                throw new ChaosFailure(older + " --version says no version, exit code " + process.exitValue());
            return version;
        }
    }

    private Path write(String name, String domains) throws IOException {
        final Path file = folder.resolve(name);
        OwnersOnly.make(Files.writeString(
                file,
                String.format(
                                Locale.ROOT,
                                """
                # Written by `fluxwatch bench upgrade`.
                data-folder: %s
                kafka: {bootstrap-servers: 127.0.0.1:%d}
                archive: {kind: folder, folder: %s, poll-interval: PT1S}
                ingest: {http-port: %d}
                publish: {http-port: %d}
                assimilate: {http-port: %d, ensemble: {members: 46}}
                """,
                                YamlText.quoted(folder.resolve("data")),
                                ports.broker(),
                                YamlText.quoted(lite),
                                ports.ingest(),
                                ports.publish(),
                                ports.assimilate())
                        + domains));
        return file;
    }

    private void start(Deployment.Part part, boolean ofOlder) throws IOException, InterruptedException {
        final Child child = started(part, ofOlder);
        if (part.command().equals(BROKER))
            await("the broker listens", () -> child.isReady(true)); // services wait for it themselves
    }

    private synchronized Child started(Deployment.Part part, boolean ofOlder) throws IOException {
        if (abandoned) throw new ChaosFailure("interrupted");
        final Path output = folder.resolve(part.command() + (ofOlder ? "-older.txt" : ".txt"));
        final Child child = ofOlder
                ? Child.startOf(older, part, settings, ports.broker(), output, client)
                : Child.start(part, List.of(), settings, ports.broker(), output, client);
        children.put(part, child);
        return child;
    }

    private void stop(Deployment.Part part) throws InterruptedException {
        if (!Objects.requireNonNull(children.get(part)).stop(PATIENCE))
            throw new ChaosFailure(part.command() + " has not ended after SIGTERM");
        children.remove(part);
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        final long begin = System.nanoTime();
        while (!condition.holds()) {
            for (Child child : children.values())
                if (!child.isAlive())
                    throw new ChaosFailure(child.part().command() + " has ended by itself, exit code "
                            + child.exitCode() + ", see " + folder);
            if (System.nanoTime() - begin > PATIENCE.toNanos())
                throw new ChaosFailure(
                        "after " + PATIENCE.toMinutes() + " minutes not: " + what + "; see " + folder + health());
            Thread.sleep(TICK);
        }
    }

    private String health() throws InterruptedException {
        final StringBuilder health = new StringBuilder();
        for (Child child : children.values())
            health.append("; ").append(child.part().command()).append(": ").append(child.health());
        return health.toString();
    }

    /// Shows the archive so many further days and waits for their products.
    private void goOn(String what, int days) throws IOException, InterruptedException {
        final long begin = System.nanoTime();
        LocalDate last = LocalDate.MIN;
        for (int d = 0; d < days; d++) {
            final TwinDay next = toCome.removeFirst();
            for (Path file : next.files) show(file);
            last = next.day;
        }
        final LocalDate awaited = last;
        await("the product of " + awaited, () -> hasProduct(awaited, _ -> true));
        tell(what, awaited + " is out", begin);
    }

    private void show(Path file) throws IOException {
        final Path copy = Files.copy(file, folder.resolve("coming"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, lite.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Whether there is a file of the day, under its name of any release, that is as wanted.
    private boolean hasProduct(LocalDate day, Predicate<Path> wanted) throws IOException {
        final Path year = products.resolve(String.valueOf(day.getYear()));
        if (!Files.isDirectory(year)) return false;
        final Pattern name = Pattern.compile("fluxwatch_" + Pattern.quote(Demo.DOMAIN) + "(_filter)?_"
                + day.format(DateTimeFormatter.BASIC_ISO_DATE) + "\\.nc");
        return FileTree.files(year, 1).stream()
                .anyMatch(file -> name.matcher(file.getFileName().toString()).matches() && wanted.test(file));
    }

    /// A granule of a day that the older release has analysed is taken back: the domain goes back to a checkpoint of
    /// its, and forward again.
    private void takeBack(TwinDay late) throws IOException, InterruptedException {
        final long begin = System.nanoTime();
        final LocalDate day = late.day;
        final String granule = late.files.getLast().getFileName().toString();
        command("retract", granule);
        await(
                "a revision of " + day + " without " + granule,
                () -> hasProduct(day, product -> !names(product, granule)));
        tell("a granule of the older release is taken back", "a revision of " + day + " is out", begin);
    }

    private static boolean names(Path product, String granule) {
        try (ClassicFile open = ClassicFile.open(product)) {
            return open.text("granules").orElse(granule).contains(granule);
        } catch (IOException _) {
            return true; // being replaced
        }
    }

    private void balance() throws IOException, InterruptedException {
        final long begin = System.nanoTime();
        command("ledger");
        tell("the books over both", "balance", begin);
    }

    private void command(String name, String... arguments) throws IOException, InterruptedException {
        final Path output = folder.resolve(name + ".txt");
        final List<String> all = new ArrayList<>(List.of(name));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--settings", settings.toString()));
        final Process process = Child.command(output, all.toArray(String[]::new));
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new ChaosFailure(name + " failed, see " + output);
        }
    }

    private void tell(String what, String seen, long beginNanos) {
        out.printf(Locale.ROOT, "  %-44s %-28s %4.0f s%n", what, seen, (System.nanoTime() - beginNanos) / 1e9);
    }

    /// Kills all processes, from any thread; none can be started any more.
    @Override
    public synchronized void close() {
        abandoned = true;
        for (Child child : children.values()) child.abandon();
        client.close();
    }
}
