package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.ingest.Backfill;
import org.fluxwatch.ingest.IntakeProgress;
import org.fluxwatch.ingest.catalog.Granule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Takes in a period of the archive.
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = {
            "Take in a period of the archive and end, with a bar that shows how far it is.",
            "Broken off, the same command goes on where it was. A running ingest may go on beside it.",
            "Exits with 1 when a granule was put aside or the archive does not go on."
        })
final class BackfillCommand implements Callable<Integer> {
    /// Gaps that are listed; beyond these only their number is.
    private static final int MOST_LISTED = 10;

    private static final int REDRAW_MILLIS = 500;

    @Mixin
    private SettingsAndBroker where;

    @Option(names = "--from", paramLabel = "DAY", description = "First day; default: archive.from.")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day; default: archive.to.")
    private LocalDate to;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        final Settings own = where.load();
        Logs.to(Level.ERROR, null, own.log().format());
        final LocalDate first = from == null ? own.archive().from() : from;
        final LocalDate last = to == null ? own.archive().to() : to;
        if (last.isBefore(first))
            throw new ParameterException(
                    spec.commandLine(), "--to is " + last + ", expected a day not before " + first);
        final Settings settings = own.withArchivePeriod(first, last);
        final Backfill.Summary summary;
        try (var _ = UntilStopped.tellWhenStopped("stopped; the same command goes on from there");
                Bar bar = new Bar()) {
            summary = new Backfill(settings, Thread::sleep, bar).run();
        }
        print(summary, spec.commandLine().getOut());
        return summary.isWhole() ? 0 : 1;
    }

    /// On standard error: output may be kept.
    private static final class Bar implements IntakeProgress, AutoCloseable {
        private final ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("granules")
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setInitialMax(-1)
                .build();

        @Override
        public void begins(int granules) {
            bar.maxHint(bar.getCurrent() + granules);
        }

        @Override
        public void isDone(Granule granule) {
            bar.setExtraMessage(" " + granule.day());
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    private static void print(Backfill.Summary summary, PrintWriter out) {
        for (GranuleState.Outcome outcome : GranuleState.Outcome.values())
            if (summary.outcomes().containsKey(outcome))
                out.printf(
                        Locale.ROOT,
                        "%7d granules %s%n",
                        summary.outcomes().get(outcome),
                        outcome.name().toLowerCase(Locale.ROOT));
        for (Map.Entry<Sensor, List<LocalDate>> sensor : summary.without().entrySet())
            out.printf(
                    Locale.ROOT,
                    "the archive has nothing of %s on %s%n",
                    sensor.getKey().label(),
                    days(sensor.getValue()));
        for (String granule : summary.putAside()) out.println("put aside: " + Printable.line(granule));
        if (summary.trouble().isEmpty()) out.println("all that the archive lists is taken in");
        else out.println("ended by trouble, the same command goes on from there: " + Printable.line(summary.trouble()));
        out.flush();
    }

    /// Days in a row as one.
    private static String days(List<LocalDate> days) {
        final List<String> spans = new ArrayList<>();
        for (int first = 0, last; first < days.size(); first = last + 1) {
            last = first;
            while (last + 1 < days.size() && days.get(last).plusDays(1).equals(days.get(last + 1))) last++;
            spans.add(last == first ? days.get(first).toString() : days.get(first) + " to " + days.get(last));
        }
        final String listed = String.join(", ", spans.subList(0, Math.min(MOST_LISTED, spans.size())));
        return spans.size() <= MOST_LISTED
                ? listed
                : listed + " and in " + (spans.size() - MOST_LISTED) + " gaps more, " + days.size() + " days in all";
    }
}
