package org.fluxwatch.deploy.chaos;

import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.chaos.ChaosReport.Comparison;
import org.fluxwatch.deploy.chaos.ChaosReport.Kill;
import org.fluxwatch.deploy.chaos.ChaosReport.Lasting;
import org.fluxwatch.deploy.chaos.ChaosReport.ModeReport;
import org.fluxwatch.deploy.demo.Demo;
import org.jspecify.annotations.Nullable;

/// Kills processes of the system (-9) at chance moments, over and over, takes away its broker, disks and archive, while
/// it works through days of the twin with a late version, a retraction and a return among them, and sees whether in the
/// end its files and topics are those of a run that was left alone, byte for byte.
/// ```
/// TwinFiles ──> Run, undisturbed ──────────────────────> Outcome ──┐
///     └───────> Run, in an Ordeal ──> Run ──> ... ──> Outcomes ──> equal?
/// ```
/// A run that is over before all kills are spent is followed by another on a fresh folder; the modes take turns.
public final class Chaos implements AutoCloseable {
    private static final long TRUTH_SEED = 20190501;

    /// How far the archive is ahead of what is published, one after the other.
    private static final int[] DAYS_AHEAD = {1, 3, 100};

    /// The undisturbed run is over when nothing has changed for so long.
    private static final Duration QUIET = Duration.ofSeconds(10);

    private static final Duration UNDISTURBED = Duration.ofMinutes(10);

    private final Set<Mode> modes;
    private final int kills;
    private final int days;
    private final long seed;
    private final Path folder;
    private final PrintStream out;
    private volatile @Nullable Run current;
    private volatile boolean closed;

    /// @param kills in each mode
    /// @param days of a run, >= 1
    /// @param seed of who is killed when
    /// @param folder that the runs get folders in; those of earlier ones in it are deleted
    public Chaos(Set<Mode> modes, int kills, int days, long seed, Path folder, PrintStream out) {
        if (kills < 1) throw new IllegalArgumentException("kills is " + kills + ", expected 1 or more");
        if (days < 1) throw new IllegalArgumentException("days is " + days + ", expected 1 or more");
        this.modes = new TreeSet<>(modes);
        this.kills = kills;
        this.days = days;
        this.seed = seed;
        this.folder = folder;
        this.out = out;
    }

    public ChaosReport run() throws IOException, InterruptedException {
        final TwinFiles twin =
                TwinFiles.make(Deployment.ofTwin().domain(Demo.DOMAIN), TRUTH_SEED, days, folder.resolve("twin"));
        final Outcome expected = undisturbed(twin);
        out.printf(Locale.ROOT, "undisturbed: %s%n", expected.summary());
        final List<Disks.Disk> disks = Disks.possible(folder.resolve("disks"));
        if (disks.isEmpty()) out.println("skipped: full and read-only disks, since mounting one needs root and Linux");
        final List<Trial> trials =
                modes.stream().map(mode -> new Trial(mode, disks)).toList();
        while (trials.stream().anyMatch(Trial::goesOn))
            for (Trial trial : trials)
                if (trial.goesOn()) {
                    trial.oneRun(twin, expected);
                    write(report(trials, expected));
                }
        return report(trials, expected);
    }

    private ChaosReport report(List<Trial> trials, Outcome expected) {
        return new ChaosReport(
                seed,
                days,
                expected.summary(),
                trials.stream().map(Trial::report).toList());
    }

    private void write(ChaosReport report) throws IOException {
        final ObjectWriter writer = RecordSerde.jsonMapper().writerWithDefaultPrettyPrinter();
        Files.writeString(folder.resolve("chaos.json"), writer.writeValueAsString(report));
    }

    private Run begin(Mode mode, TwinFiles twin, int daysAhead, boolean disksOut, String name) throws IOException {
        final Path own = folder.resolve(name);
        org.apache.kafka.common.utils.Utils.delete(own.toFile());
        final Run run = new Run(mode, twin, daysAhead, disksOut, own);
        current = run;
        if (closed) run.abandon();
        return run;
    }

    private Outcome undisturbed(TwinFiles twin) throws IOException, InterruptedException {
        try (Run run = begin(Mode.STANDALONE, twin, days, false, "undisturbed")) {
            final Products products = run.products();
            if (!run.await(
                    () -> products.days() == days && System.nanoTime() - products.changedNanos() > QUIET.toNanos(),
                    UNDISTURBED))
                throw new ChaosFailure("the undisturbed run has " + products.days() + " of " + days + " days after "
                        + UNDISTURBED.toMinutes() + " minutes; see " + run.folder());
            return run.outcome();
        }
    }

    /// The runs of one mode.
    private final class Trial {
        private final Mode mode;
        private final Orders orders;
        private final boolean disksOut;
        private final List<Kill> killed = new ArrayList<>();
        private final List<Lasting> others = new ArrayList<>();
        private final List<Run.Ending> endings = new ArrayList<>();
        private final List<Comparison> comparisons = new ArrayList<>();
        private int runs;
        private @Nullable String failure;

        Trial(Mode mode, List<Disks.Disk> disks) {
            this.mode = mode;
            disksOut = !disks.isEmpty();
            orders = new Orders(mode.seed(seed), disks);
        }

        boolean goesOn() {
            return killed.size() < kills && failure == null;
        }

        void oneRun(TwinFiles twin, Outcome expected) throws IOException, InterruptedException {
            final int ahead = DAYS_AHEAD[runs++ % DAYS_AHEAD.length];
            try (Run run = begin(mode, twin, ahead, disksOut, mode.label() + "-" + runs)) {
                try {
                    undergo(run, expected);
                } catch (ChaosFailure e) {
                    failure = e.getMessage() + "\n" + run.lastWords();
                    out.printf(
                            Locale.ROOT,
                            "%-10s run %2d  FAILED: %s; see %s%n",
                            mode.label(),
                            runs,
                            failure,
                            run.folder());
                    run.writeThreads();
                }
            }
        }

        private void undergo(Run run, Outcome expected) throws IOException, InterruptedException {
            final int before = killed.size();
            final long begin = System.nanoTime();
            final List<String> differences =
                    new Ordeal(run, runs, expected, orders, killed, others, kills, mode.label(), out).undergo();
            final double seconds = (System.nanoTime() - begin) / 1e9;
            endings.addAll(run.endings());
            comparisons.add(new Comparison(runs, killed.size() - before, seconds, differences));
            out.printf(
                    Locale.ROOT,
                    "%-10s run %2d  %s after %d kills, %.0f s%n",
                    mode.label(),
                    runs,
                    differences.isEmpty() ? "the same bytes" : "DIFFERS, see " + run.folder(),
                    killed.size() - before,
                    seconds);
            differences.forEach(difference -> out.println("    " + difference));
            if (differences.isEmpty()) {
                run.close();
                run.delete();
            }
        }

        ModeReport report() {
            return new ModeReport(
                    mode.label(),
                    List.copyOf(killed),
                    List.copyOf(others),
                    List.copyOf(endings),
                    List.copyOf(comparisons),
                    failure);
        }
    }

    /// Leaves no process behind; may be called from a shutdown hook.
    @Override
    public void close() {
        closed = true;
        final Run run = current;
        if (run != null) run.abandon();
    }
}
