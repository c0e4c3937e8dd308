package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.ingest.Quarantine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Granules that ingest has put aside.
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = {
            "Show the granules that ingest has put aside, the oldest first: since when, how large, and why.",
            "They lie in data-folder/ingest/quarantine. Records of Kafka are shown by dead-letters."
        })
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
        Logs.to(Level.ERROR, null);
        final List<Quarantine.Item> items = Quarantine.of(settingsOption.load()).items();
        final PrintWriter out = spec.commandLine().getOut();
        if (json)
            for (Quarantine.Item item : items)
                out.println(RecordSerde.jsonMapper().writeValueAsString(item));
        else if (items.isEmpty()) out.println("nothing is put aside");
        else print(items, out);
        out.flush();
        return 0;
    }

    private static void print(List<Quarantine.Item> items, PrintWriter out) {
        out.printf(Locale.ROOT, COLUMNS, "since (UTC)", "bytes", "granule", "reason");
        for (Quarantine.Item item : items)
            out.printf(
                    Locale.ROOT,
                    COLUMNS,
                    item.since().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                    item.bytes(),
                    printable(item.name()),
                    printable(item.reason()));
    }

    /// Whoever writes into the folder may write what a terminal obeys.
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
