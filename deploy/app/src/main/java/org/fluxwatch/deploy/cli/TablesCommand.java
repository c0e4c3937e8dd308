package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.publish.totals.Evaluation;
import org.fluxwatch.publish.totals.EvaluationText;
import org.fluxwatch.publish.web.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How well a period fits its observations, in the tables that the paper has.
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = {
            "Print what Kou et al. print of a year, of any period, from the days' files: fit by month (their Table 2),",
            "distribution of biases (Table 3), error reduction by latitude (Figure 7d), and the seasonal cycle of regions.",
            "Days of spin-up are left out. Needs only the products' folder."
        })
final class TablesCommand implements Callable<Integer> {
    @Option(names = "--domain", required = true, paramLabel = "NAME", description = "One of the filter.")
    private String domain;

    @Option(names = "--from", required = true, paramLabel = "DAY", description = "First day, YYYY-MM-DD.")
    private LocalDate from;

    @Option(names = "--to", required = true, paramLabel = "DAY", description = "Last day, YYYY-MM-DD.")
    private LocalDate to;

    @Option(
            names = "--sift-5ppm",
            description = "Drop withheld observations that depart from the analysis by more than 5 ppm, the paper's"
                    + " third sift.")
    private boolean sift;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "text, csv or json (default ${DEFAULT-VALUE}).")
    private String format;

    @Mixin
    private ProductsOption products;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.ERROR, null);
        if (!format.matches("text|csv|json"))
            throw new SettingsException("--format is '" + format + "', expected text, csv or json", null);
        final Path folder = products.folder();
        final Evaluation.Tables tables = Evaluation.of(folder, domain, from, to, sift);
        if (tables.days() == 0 && tables.spinUpDays() == 0)
            throw new IllegalStateException("domain " + domain + " has no days of the filter from " + from + " to " + to
                    + (tables.damaged().isEmpty()
                            ? ""
                            : " that can be used; " + tables.damaged().size() + " cannot, the first: "
                                    + tables.damaged().getFirst()));
        final PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case "csv" -> out.print(EvaluationText.csv(tables));
            case "json" -> out.println(Json.text(tables));
            default -> out.print(EvaluationText.text(tables));
        }
        out.flush();
        return 0;
    }
}
