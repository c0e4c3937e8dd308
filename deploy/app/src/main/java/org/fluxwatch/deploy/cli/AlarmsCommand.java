package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.web.AlarmView;
import org.fluxwatch.publish.web.Json;
import org.fluxwatch.publish.web.WatchedView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Alarms on observations, from the files.
@Command(
        name = "alarms",
        mixinStandardHelpOptions = true,
        description = {
            "List the alarms on observations of a domain's days, as the products say them: which sensor is off, by how much, on",
            "how many of its last days, and whether it or the model is suspect. Works on the products folder alone."
        })
final class AlarmsCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settingsOption;

    @Mixin
    private DomainOption domain;

    @Option(names = "--from", paramLabel = "DAY", description = "First day, YYYY-MM-DD; default: of all there are.")
    private LocalDate from = LocalDate.MIN;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, YYYY-MM-DD; default: of all there are.")
    private LocalDate to = LocalDate.MAX;

    @Option(
            names = "--json",
            description = "One JSON object a watched day, with statistics and limits of every sensor and mode.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private record Day(
            AnalysedDomain analysed, LocalDate day, int revision, List<WatchedView> watched, List<AlarmView> alarms) {}

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.WARN, null);
        if (to.isBefore(from))
            throw new ParameterException(
                    spec.commandLine(),
                    "--to is " + to + " and --from " + from + ", expected --to on that day or later");
        final Settings settings = settingsOption.load();
        final ProductFolder folder = new ProductFolder(settings.productsFolder(), settings);
        final AnalysedDomain analysed = folder.own(domain.of(settings));
        final PrintWriter out = spec.commandLine().getOut();
        int watched = 0;
        int alarms = 0;
        int files = 0;
        for (Map.Entry<LocalDate, Path> file : folder.days(analysed).entrySet()) {
            if (file.getKey().isBefore(from) || file.getKey().isAfter(to)) continue;
            files++;
            final Optional<DayAlarms> day = folder.alarms(analysed, file.getValue());
            if (day.isEmpty()) continue;
            watched++;
            alarms += day.get().alarms().size();
            print(day.get(), out);
        }
        if (!json) out.printf(Locale.ROOT, "%s: %d alarms on %d days that were watched%n", analysed, alarms, watched);
        notWatched(analysed, files, files - watched)
                .ifPresent(why -> spec.commandLine().getErr().println("fluxwatch: " + why));
        out.flush();
        return 0;
    }

    /// Why days say nothing, which is not that nothing was odd.
    private static Optional<String> notWatched(AnalysedDomain analysed, int files, int days) {
        if (analysed.system() == AssimilationSystem.INVERSION)
            return Optional.of("days of the inversion are not watched; a filter beside it watches the same soundings");
        if (files == 0) return Optional.of("there is no file of " + analysed + " in these days");
        return days == 0
                ? Optional.empty()
                : Optional.of(days + " days of " + analysed
                        + " do not say: their files are damaged, or of version 0.2.0 or before");
    }

    private void print(DayAlarms day, PrintWriter out) throws IOException {
        if (json)
            out.println(Json.text(new Day(
                    day.identity().analysed(),
                    day.identity().day(),
                    day.identity().revision(),
                    WatchedView.of(day),
                    AlarmView.of(day))));
        else
            for (DayAlarms.Alarm alarm : day.alarms())
                out.printf(
                        Locale.ROOT,
                        "%s  %-12s %-7s %s%n    ./fluxwatch explain %s%n",
                        day.identity().day(),
                        alarm.severity().label(),
                        alarm.side().label(),
                        alarm.text(),
                        alarm.id());
    }
}
