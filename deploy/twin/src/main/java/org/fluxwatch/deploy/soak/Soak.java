package org.fluxwatch.deploy.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.bench.Machine;
import org.fluxwatch.deploy.chaos.ChaosFailure;
import org.fluxwatch.deploy.chaos.Mode;
import org.fluxwatch.deploy.soak.SoakPlan.Action;
import org.fluxwatch.deploy.soak.SoakPlan.Event;
import org.jspecify.annotations.Nullable;

/// Lets the system live through months of the twin as fast as it can, with restarts, late news and a full disk,
/// counts what it holds every few days, and sees whether anything grows that should not.
/// ```
/// GrowingArchive ──> SoakSystem: processes ──> data folder
///      ^── days analysed ──┘     │                 │
/// SoakPlan ── events ──> both    └──> Samples <────┘ ──> Series ──> Judgement ──> SoakReport
/// ```
/// Used by one thread, but for [#close].
public final class Soak implements AutoCloseable {
    private static final long TRUTH_SEED = 20190501;

    /// How far the archive is ahead of what is analysed: further than a domain's patience, so that a late
    /// granule is waited for in vain.
    private static final int DAYS_AHEAD = 8;

    /// After which late news come.
    private static final int LATE_DAYS = 9;

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration DISK_FULL = Duration.ofSeconds(20);

    /// How long after a disk has room again a process may still end for want of it.
    private static final Duration AFTERMATH = Duration.ofSeconds(30);

    /// Beyond any going back, on a busy machine.
    private static final Duration STANDSTILL = Duration.ofMinutes(10);

    /// @param minutes after which it ends with the days there are
    /// @param every days from one count to the next
    /// @param members of the filter's ensemble
    /// @param full one domain of JDAS's size with the defaults' members, else the demo's two
    public record Settings(Mode mode, int days, double minutes, int every, int restarts, int members, boolean full) {
        private SoakSize size() {
            return full ? SoakSize.full() : SoakSize.demo(members);
        }

        private String command() {
            return String.format(
                    Locale.ROOT,
                    "bench soak --mode %s --days %d --every %d --restarts %d %s",
                    mode.name().toLowerCase(Locale.ROOT),
                    days,
                    every,
                    restarts,
                    full ? "--full-size" : "--members " + members);
        }
    }

    private final Settings of;
    private final Path folder;
    private final PrintStream out;
    private final List<String> events = new ArrayList<>();
    private final long startNanos = System.nanoTime();
    private long diskFullUntil;
    private long excusedUntil = startNanos;
    private boolean diskIsFull;
    private int analysed;
    private @Nullable Process retraction;
    private String retracted = "";
    private volatile @Nullable SoakSystem system;
    private volatile boolean closed;

    /// @param folder made anew
    public Soak(Settings of, Path folder, PrintStream out) {
        this.of = of;
        this.folder = folder.toAbsolutePath();
        this.out = out;
    }

    public SoakReport run() throws IOException, InterruptedException {
        org.apache.kafka.common.utils.Utils.delete(folder.resolve("system").toFile());
        final Path own = Files.createDirectories(folder.resolve("system"));
        final SoakSize size = of.size();
        try (GrowingArchive archive = new GrowingArchive(size.domain(), TRUTH_SEED, LATE_DAYS, own.resolve("archive"));
                SoakSystem running = new SoakSystem(of.mode(), size, archive.url(), of.days(), own);
                Samples samples = new Samples(folder.resolve("samples.csv"))) {
            system = running;
            if (closed) running.abandon();
            if (!running.hasDisk()) note(0, "skipped: the full disk, since mounting one needs root and Linux");
            running.startAll();
            String failure = "";
            try {
                live(archive, running, samples);
            } catch (ChaosFailure e) {
                failure = String.valueOf(e.getMessage());
            }
            return report(samples, failure);
        } finally {
            if (retraction != null) retraction.destroyForcibly();
        }
    }

    private void live(GrowingArchive archive, SoakSystem running, Samples samples)
            throws IOException, InterruptedException {
        final Deque<Event> toCome =
                new ArrayDeque<>(SoakPlan.of(of.days(), of.restarts(), running.parts(), LATE_DAYS, running.hasDisk())
                        .events());
        int nextSample = 0;
        long changedNanos = System.nanoTime();
        while (seconds() < 60 * of.minutes() && !isOver(running)) {
            final int now = running.analysed();
            if (now > analysed) changedNanos = System.nanoTime();
            analysed = now;
            if (System.nanoTime() - changedNanos > STANDSTILL.toNanos())
                throw new ChaosFailure(
                        "no day has been analysed for " + STANDSTILL.toMinutes() + " minutes, " + analysed + " are");
            archive.show(Math.min(of.days(), analysed + DAYS_AHEAD));
            while (!toCome.isEmpty() && toCome.getFirst().day() <= analysed)
                act(toCome.removeFirst(), archive, running);
            lookAfter(running);
            if (analysed >= nextSample && !diskIsFull) { // what fills it is not the system's
                sample(running, samples, analysed);
                nextSample += of.every();
            }
            Thread.sleep(TICK);
        }
        sample(running, samples, analysed);
    }

    private boolean isOver(SoakSystem running) throws IOException {
        return analysed == of.days() && running.published() == of.days();
    }

    private void act(Event event, GrowingArchive archive, SoakSystem running) throws IOException, InterruptedException {
        String whom = "";
        switch (event.action()) {
            case Action.Restart restart -> {
                whom = running.part(restart.part()).command() + ": ";
                running.restart(restart.part(), restart.killed());
            }
            case Action.HoldBack _ -> archive.holdBack();
            case Action.Release _ -> archive.release();
            case Action.Reprocess _ -> archive.reprocess();
            case Action.Retract _ -> {
                retracted = archive.lateGranule();
                retraction = running.retract(retracted);
            }
            case Action.Republish _ -> archive.republish(retracted);
            case Action.FullDisk _ -> {
                running.fillDisk();
                diskIsFull = true;
                diskFullUntil = System.nanoTime() + DISK_FULL.toNanos();
            }
        }
        note(event.day(), whom + event.action().label());
    }

    private void lookAfter(SoakSystem running) throws IOException, InterruptedException {
        if (diskIsFull && System.nanoTime() > diskFullUntil) {
            running.emptyDisk();
            diskIsFull = false;
            excusedUntil = System.nanoTime() + AFTERMATH.toNanos();
        }
        running.look(diskIsFull || System.nanoTime() < excusedUntil);
    }

    private void sample(SoakSystem running, Samples samples, int day) throws IOException, InterruptedException {
        samples.take(seconds(), day, running.held(), running.sizes());
        out.printf(Locale.ROOT, "%6.0f s  %3d of %d days%n", seconds(), day, of.days());
    }

    private void note(int day, String what) {
        final String line = String.format(Locale.ROOT, "day %3d, %5.0f s: %s", day, seconds(), what);
        events.add(line);
        out.println("          " + line);
    }

    private double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    private SoakReport report(Samples samples, String failure) throws IOException {
        final SoakReport report = new SoakReport(
                Machine.name(),
                of.command(),
                analysed,
                seconds() / 60,
                List.copyOf(events),
                failure,
                SoakReport.rows(samples.series().stream()
                        .map(series -> Judgement.of(series, analysed))
                        .toList()));
        Files.writeString(folder.resolve("soak.json"), report.json(RecordSerde.jsonMapper()));
        return report;
    }

    /// Leaves no process behind; may be called from a shutdown hook.
    @Override
    public void close() {
        closed = true;
        final SoakSystem running = system;
        if (running != null) running.abandon();
    }
}
