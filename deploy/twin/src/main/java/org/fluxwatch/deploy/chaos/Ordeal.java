package org.fluxwatch.deploy.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.fluxwatch.deploy.chaos.ChaosReport.Kill;
import org.fluxwatch.deploy.chaos.ChaosReport.Lasting;
import org.jspecify.annotations.Nullable;

/// A run that has troubles until it has come to its end or there were enough kills, and that is then left to end in
/// peace.
final class Ordeal {
    /// Undisturbed, the system makes a day in seconds; a killed member of a group is missed after six.
    private static final Duration STANDSTILL = Duration.ofMinutes(4);

    private static final Duration READY = Duration.ofMinutes(2);

    /// For what might yet come twice.
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final Run run;
    private final int number;
    private final Outcome expected;
    private final Orders orders;
    private final List<Kill> kills;
    private final List<Lasting> others;
    private final int killsInAll;
    private final String mode;
    private final PrintStream out;

    private @Nullable Blow blow;
    private Child last;
    private int changesAtLast;
    private @Nullable Double newDaySeconds;

    /// The last kill, of which it is not known yet what comes after it.
    private record Blow(Trouble.Kill kill, double ageSeconds, boolean wasReady, int files) {}

    /// @param kills filled
    /// @param others filled
    /// @param killsInAll that kills may grow to
    Ordeal(
            Run run,
            int number,
            Outcome expected,
            Orders orders,
            List<Kill> kills,
            List<Lasting> others,
            int killsInAll,
            String mode,
            PrintStream out) {
        this.run = run;
        this.number = number;
        this.expected = expected;
        this.orders = orders;
        this.kills = kills;
        this.others = others;
        this.killsInAll = killsInAll;
        this.mode = mode;
        this.out = out;
        last = run.child(run.deployment().parts().getFirst());
    }

    /// @return differences from what was expected
    List<String> undergo() throws InterruptedException, IOException {
        try {
            while (kills.size() + (blow == null ? 0 : 1) < killsInAll) {
                final Orders.Order order = orders.next(run.deployment().parts());
                if (awaitMoment(order)) break;
                switch (order.trouble()) {
                    case Trouble.Kill kill -> strike(kill);
                    case Trouble.DiskOut out -> begin(out, out.lasting());
                    case Trouble.ArchiveOut out -> begin(out, out.lasting());
                }
            }
            awaitUnlessStill(this::isFinished);
            run.endTroubles();
        } finally {
            note();
        }
        run.awaitAllReady(READY);
        run.await(() -> false, SETTLE);
        return run.outcome().differences(expected);
    }

    private boolean isFinished() {
        final boolean finished = run.products().digests().equals(expected.files());
        if (newDaySeconds == null && run.products().changes() > changesAtLast && blow != null)
            newDaySeconds = (run.products().changedNanos() - last.startNanos()) / 1e9;
        return finished;
    }

    /// @return whether the run has come to its end before
    private boolean awaitMoment(Orders.Order order) throws InterruptedException, IOException {
        if (order.afterNewDay())
            awaitUnlessStill(() -> isFinished() || run.products().changes() > changesAtLast);
        final long from = order.afterNewDay() ? System.nanoTime() : last.startNanos();
        final Duration delay = order.delay().minusNanos(System.nanoTime() - from);
        return run.await(this::isFinished, delay.isNegative() ? Duration.ZERO : delay);
    }

    private void awaitUnlessStill(BooleanSupplier isSo) throws InterruptedException, IOException {
        int changes;
        do {
            changes = run.products().changes();
            if (run.await(isSo, STANDSTILL)) return;
        } while (run.products().changes() > changes);
        throw new ChaosFailure("no file has come or changed for " + STANDSTILL.toSeconds() + " s; there are "
                + run.products().digests().size() + " of " + expected.files().size());
    }

    private void begin(Trouble trouble, Duration lasting) throws IOException {
        if (!run.begin(trouble)) return;
        others.add(new Lasting(number, trouble.label(), seconds(lasting)));
        out.printf(
                Locale.ROOT,
                "%-10s run %2d  %s for %.1f s, %2d of %d files%n",
                mode,
                number,
                trouble.label(),
                seconds(lasting),
                run.products().digests().size(),
                expected.files().size());
    }

    private void strike(Trouble.Kill kill) throws InterruptedException, IOException {
        note();
        final Child victim = run.child(kill.parts().getFirst());
        blow = new Blow(
                kill,
                victim.ageSeconds(),
                victim.readySeconds() != null,
                run.products().digests().size());
        run.kill(kill);
        out.printf(
                Locale.ROOT,
                "%-10s run %2d  kill %3d/%d  %-10s %6.2f s after its start, %2d of %d files%s%s%n",
                mode,
                number,
                kills.size() + 1,
                killsInAll,
                kill.victims(),
                blow.ageSeconds(),
                blow.files(),
                expected.files().size(),
                kill.wiped() ? ", wiped" : "",
                kill.dead().isZero() ? "" : String.format(Locale.ROOT, ", dead for %.1f s", seconds(kill.dead())));
        if (!kill.dead().isZero()) run.await(() -> false, kill.dead());
        changesAtLast = run.products().changes();
        newDaySeconds = null;
        for (Deployment.Part part : kill.parts()) last = run.start(part);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /// Puts the last kill down, with what came after it.
    private void note() {
        if (blow == null) return;
        kills.add(new Kill(
                number,
                blow.kill().victims(),
                blow.ageSeconds(),
                blow.wasReady(),
                blow.files(),
                blow.kill().wiped(),
                seconds(blow.kill().dead()),
                last.readySeconds(),
                newDaySeconds));
        blow = null;
    }
}
