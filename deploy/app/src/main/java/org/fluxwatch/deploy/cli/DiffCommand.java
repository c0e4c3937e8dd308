package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.revision.Revisions;
import org.fluxwatch.publish.web.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What a revision changed.
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description = {
            "Print what the newest revision of a day changed against the one before, by which granules: of a domain of the",
            "inversion that of its month. Works on the products folder alone; nothing need run.",
            "Exits with 1 when nothing is kept to compare with."
        })
final class DiffCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settingsOption;

    @Parameters(paramLabel = "DAY", description = "YYYY-MM-DD; of a month any of its days.")
    private LocalDate day;

    @Mixin
    private DomainOption domain;

    @Option(
            names = "--against",
            paramLabel = "REV",
            defaultValue = "",
            description = "The revision to compare with; of a month the day that it was as of, YYYY-MM-DD.")
    private String against;

    @Option(names = "--json", description = "One JSON object instead of tables.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.WARN, null);
        final Settings settings = settingsOption.load();
        final ProductFolder folder = new ProductFolder(settings.productsFolder(), settings);
        final AnalysedDomain analysed = folder.own(domain.of(settings));
        final PrintWriter out = spec.commandLine().getOut();
        return switch (new Revisions(folder).against(analysed, day, against)) {
            case Revisions.Found.Changed(var change) -> {
                if (json) out.println(Json.text(change));
                else ChangeTable.print(change, out);
                out.flush();
                yield 0;
            }
            case Revisions.Found.Nothing(var why) -> {
                spec.commandLine().getErr().println("fluxwatch: " + analysed + " " + day + ": " + why);
                yield 1;
            }
            case Revisions.Found.Missing(var why) -> throw new IllegalStateException(why);
        };
    }
}
