package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.ingest.HandRetry;
import org.fluxwatch.ingest.Quarantine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Granules that ingest has put aside.
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = {
            "Show the granules that ingest has put aside, the oldest first: since when, how large, and why.",
            "They lie in data-folder/ingest/quarantine. Records of Kafka are shown by dead-letters."
        },
        footer = {"", "Exit codes: 0 done, 1 nothing to try again or failed while running, 2 wrong usage or settings."})
final class QuarantineCommand implements Callable<Integer> {
    private static final String COLUMNS = "%-20s %12s  %-52s %s%n";

    @Mixin
    private SettingsOption settingsOption;

    @Option(names = "--json", description = "One JSON object a granule instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        return list(settingsOption, json);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The same as without a word behind it.")
    int list(
            @Mixin SettingsOption settings,
            @Option(names = "--json", description = "One JSON object a granule instead of a table.") boolean asJson)
            throws IOException {
        Logs.to(Level.ERROR, null);
        final List<Quarantine.Item> items = Quarantine.of(settings.load()).items();
        final PrintWriter out = spec.commandLine().getOut();
        if (asJson)
            for (Quarantine.Item item : items)
                out.println(RecordSerde.jsonMapper().writeValueAsString(item));
        else if (items.isEmpty()) out.println("nothing is put aside");
        else print(items, out);
        out.flush();
        return 0;
    }

    /// Which granules.
    static final class Which {
        @Option(names = "--all", required = true, description = "All that the ledger has as put aside.")
        private boolean all;

        @Parameters(arity = "1..*", paramLabel = "GRANULE", description = "File names of granules.")
        private List<String> granules = List.of();
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = {
                "Have granules tried again that were put aside, such as after a fix or a change of settings, beside a",
                "running ingest. It takes them at its next look, if the archive still has them. Exits with 1 when one of",
                "those named is not put aside."
            })
    int retry(@Mixin SettingsAndBroker where, @ArgGroup(multiplicity = "1") Which which) {
        Logs.to(Level.ERROR, null);
        final HandRetry retry = HandRetry.of(
                which.all ? List.of() : which.granules, where.load().kafka(), Instant.now());
        final PrintWriter out = spec.commandLine().getOut();
        for (String granule : retry.granules()) out.println(printable(granule) + " will be tried again");
        if (retry.granules().isEmpty() && retry.refused().isEmpty()) out.println("nothing is put aside");
        out.flush();
        retry.refused()
                .forEach((granule, why) ->
                        spec.commandLine().getErr().println("fluxwatch: " + printable(granule) + " " + why));
        return retry.refused().isEmpty() && !retry.granules().isEmpty() ? 0 : 1;
    }

    private static void print(List<Quarantine.Item> items, PrintWriter out) {
        out.printf(Locale.ROOT, COLUMNS, "since (UTC)", "bytes", "granule", "reason");
        for (Quarantine.Item item : items)
            out.printf(
                    Locale.ROOT,
                    COLUMNS,
                    item.since().truncatedTo(ChronoUnit.SECONDS),
                    item.bytes(),
                    printable(item.name()),
                    printable(item.reason()));
    }

    /// Whoever writes into the folder may write what a terminal obeys.
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
