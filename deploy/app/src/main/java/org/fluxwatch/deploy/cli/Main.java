package org.fluxwatch.deploy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ServiceLoader;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.FileTrouble;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.publish.daily.DamagedProductException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./fluxwatch COMMAND`.
@Command(
        name = "fluxwatch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Near-real-time monitoring of CO2 surface fluxes from satellites.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  test          Run all tests (mvn verify); answered by the launcher.",
            "",
            "Begin with `fluxwatch demo`, which needs nothing. For data of your own: `fluxwatch settings` prints what a",
            "settings file may say, `fluxwatch check --settings FILE` whether all is there, `fluxwatch run --settings FILE`",
            "runs it. `fluxwatch help COMMAND` tells more of a command; docs/operations.md of running it for years.",
            "",
            "Exit codes: 0 done, 1 failed while running, 2 wrong usage or settings, 3 something is missing on this machine,",
            "4 a service cannot go on."
        },
        subcommands = {
            RunCommand.class,
            ServiceCommands.Ingest.class,
            ServiceCommands.Assimilate.class,
            ServiceCommands.Publish.class,
            BackfillCommand.class,
            LedgerCommand.class,
            RetractCommand.class,
            QuarantineCommand.class,
            ServiceCommands.Broker.class,
            HealthCommand.class,
            InspectCommand.class,
            AlarmsCommand.class,
            DiffCommand.class,
            ExplainCommand.class,
            VerifyCommand.class,
            ReproduceCommand.class,
            CheckCommand.class,
            FootprintCommand.class,
            SeriesCommand.class,
            TablesCommand.class,
            ExchangeCommand.class,
            KerchunkCommand.class,
            ExperimentsCommand.class,
            RescueCommands.Export.class,
            RescueCommands.Import.class,
            RescueCommands.Reset.class,
            DeadLettersCommand.class,
            SettingsCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    /// Ready to execute; writes to the standard streams unless told otherwise.
    public static CommandLine commandLine() {
        final CommandLine all = new CommandLine(new Main());
        for (MoreCommands more : ServiceLoader.load(MoreCommands.class))
            more.commands().forEach(all::addSubcommand);
        return all.setCaseInsensitiveEnumValuesAllowed(true).setExecutionExceptionHandler((e, commandLine, parsed) -> {
            final PrintWriter err = commandLine.getErr();
            err.println("fluxwatch: " + Printable.line(line(e)));
            return e instanceof org.fluxwatch.contract.settings.SettingsException ? 2 : 1;
        });
    }

    /// One line for a person; programming errors keep their kind.
    private static String line(Exception e) {
        if (e instanceof IOException trouble) return FileTrouble.reason(trouble);
        final boolean told = e instanceof IllegalStateException
                || e instanceof IllegalArgumentException
                || e instanceof InputException
                || e instanceof DamagedProductException
                || e instanceof java.io.UncheckedIOException
                || e instanceof org.fluxwatch.contract.settings.SettingsException;
        return told && e.getMessage() != null ? e.getMessage() : e.toString();
    }
}
