package org.fluxwatch.deploy.upgrade;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
import org.fluxwatch.contract.netcdf.FileTree;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.settings.OwnersOnly;
import org.fluxwatch.deploy.chaos.ChaosFailure;
import org.fluxwatch.deploy.chaos.Child;
import org.fluxwatch.deploy.chaos.Deployment;
import org.fluxwatch.deploy.chaos.Mode;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.twin.World;

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
    private static final int STEPS = 4;

    /// Analysed by the older release, well before what it did last.
    private static final int LATE_DAY = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Pattern LITE_DAY = Pattern.compile("_(\\d{6})_");

    /// Whose settings had no inputs in `domains`; invented ones were the default.
    private static final String BEFORE_INPUTS = "0.1.";

    private static final List<String> ORDER = List.of("publish", "assimilate", "ingest");

    private final Path older;
    private final Path folder;
    private final PrintWriter out;
    private final Path lite;
    private final Path products;
    private final Deployment.Ports ports;
    private final Deployment deployment;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Child> children = new ConcurrentHashMap<>();
    private Path settings;
    private boolean abandoned;

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
        final int days = DAYS_OF_OLDER + STEPS * DAYS_OF_A_STEP;
        final Path archive = Files.createDirectories(folder.resolve("archive"));
        Demo.makeFiles(days, archive, _ -> {});
        final List<List<Path>> files = byDay(archive);
        final String version = versionOfOlder();
        out.printf(Locale.ROOT, "%s into this program, %d days of the twin, in %s%n", version, days, folder);
        out.flush();

        settings = write("older.yaml", version.contains(" " + BEFORE_INPUTS) ? "" : World.INPUTS);
        for (Deployment.Part part : deployment.parts()) start(part, true);
        goOn("all of the older release", files.subList(0, DAYS_OF_OLDER));

        settings = write("newer.yaml", World.INPUTS);
        int next = DAYS_OF_OLDER;
        for (String command : ORDER) {
            stop(command);
            start(part(command), false);
            goOn(command + " of this one", files.subList(next, next + DAYS_OF_A_STEP));
            next += DAYS_OF_A_STEP;
        }
        takeBack(files.get(LATE_DAY - 1).getLast());

        for (String command : List.of("ingest", "assimilate", "publish", "broker")) stop(command);
        for (Deployment.Part part : deployment.parts()) start(part, false);
        goOn("all of this one, with the broker", files.subList(next, days));
        balance();
    }

    private String versionOfOlder() throws IOException, InterruptedException {
        final Path said = folder.resolve("version.txt");
        final Process process = new ProcessBuilder(older.toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (process.waitFor() != 0) throw new ChaosFailure(older + " --version failed, see " + said);
        return Files.readAllLines(said).stream()
                .filter(line -> line.startsWith("fluxwatch "))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new ChaosFailure(older + " --version names no version, see " + said));
    }

    private Path write(String name, String inputs) throws IOException {
        final Path file = folder.resolve(name);
        OwnersOnly.make(Files.writeString(
                file,
                String.format(
                        Locale.ROOT,
                        """
                # Written by `fluxwatch bench upgrade`.
                data-folder: '%s'
                kafka: {bootstrap-servers: 127.0.0.1:%d}
                archive: {kind: folder, folder: '%s', poll-interval: PT1S}
                ingest: {http-port: %d}
                publish: {http-port: %d}
                assimilate: {http-port: %d, ensemble: {members: 46}}
                domains:
                  %s:
                    grid: {columns: 53, rows: 43, cell-km: 128.0}
                    sigma-edges: [1.0, 0.985, 0.955, 0.905, 0.83, 0.7, 0.5, 0.25, 0.0]
                    %s
                """,
                        folder.resolve("data").toString().replace("'", "''"),
                        ports.broker(),
                        lite.toString().replace("'", "''"),
                        ports.ingest(),
                        ports.publish(),
                        ports.assimilate(),
                        Demo.DOMAIN,
                        inputs)));
        return file;
    }

    private static List<List<Path>> byDay(Path archive) throws IOException {
        final Map<String, List<Path>> days = new TreeMap<>();
        for (Path file : FileTree.files(archive, 1)) {
            final Matcher name = LITE_DAY.matcher(file.getFileName().toString());
            if (name.find())
                days.computeIfAbsent(name.group(1), _ -> new ArrayList<>()).add(file);
        }
        return List.copyOf(days.values());
    }

    private Deployment.Part part(String command) {
        return deployment.parts().stream()
                .filter(part -> part.command().equals(command))
                .findFirst()
                .orElseThrow();
    }

    private synchronized void start(Deployment.Part part, boolean ofOlder) throws IOException, InterruptedException {
        if (abandoned) throw new ChaosFailure("interrupted");
        final Path output = folder.resolve(part.command() + (ofOlder ? "-older.txt" : ".txt"));
        final Child child = ofOlder
                ? Child.startOf(older, part, settings, ports.broker(), output, client)
                : Child.start(part, List.of(), settings, ports.broker(), output, client);
        children.put(part.command(), child);
        if (part.command().equals("broker"))
            await("the broker listens", () -> child.isReady(true)); // services wait for it themselves
    }

    private void stop(String command) throws InterruptedException {
        if (!child(command).stop(PATIENCE)) throw new ChaosFailure(command + " has not ended after SIGTERM");
        children.remove(command);
    }

    private Child child(String command) {
        return Objects.requireNonNull(children.get(command));
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        final long begin = System.nanoTime();
        while (!condition.holds()) {
            for (Map.Entry<String, Child> child : children.entrySet())
                if (!child.getValue().isAlive())
                    throw new ChaosFailure(child.getKey() + " has ended by itself, exit code "
                            + child.getValue().exitCode() + ", see " + folder);
            if (System.nanoTime() - begin > PATIENCE.toNanos())
                throw new ChaosFailure("after " + PATIENCE.toMinutes() + " minutes not: " + what + "; see " + folder
                        + "; assimilate: "
                        + (children.containsKey("assimilate")
                                ? child("assimilate").health()
                                : "stopped"));
            Thread.sleep(TICK);
        }
    }

    /// Shows the archive further days and waits for their products.
    private void goOn(String what, List<List<Path>> days) throws IOException, InterruptedException {
        final long begin = System.nanoTime();
        for (List<Path> files : days) for (Path file : files) show(file);
        final LocalDate last = day(days.getLast().getFirst());
        await("the product of " + last, () -> hasProduct(last, _ -> true));
        tell(what, last + " is out", begin);
    }

    private void show(Path file) throws IOException {
        final Path copy = Files.copy(file, folder.resolve("coming"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, lite.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private static LocalDate day(Path lite) {
        final Matcher name = LITE_DAY.matcher(lite.getFileName().toString());
        if (!name.find()) throw new IllegalArgumentException(lite + " names no day");
        return LocalDate.parse("20" + name.group(1), DateTimeFormatter.BASIC_ISO_DATE);
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
    private void takeBack(Path file) throws IOException, InterruptedException {
        final long begin = System.nanoTime();
        final LocalDate day = day(file);
        final String granule = file.getFileName().toString();
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
        out.flush();
    }

    /// Kills all processes, from any thread; none can be started any more.
    @Override
    public synchronized void close() {
        abandoned = true;
        for (Child child : children.values()) child.abandon();
        client.close();
    }
}
