package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.books.Balance;
import org.fluxwatch.deploy.books.BooksReader;
import org.fluxwatch.deploy.books.GranuleBook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What became of every sounding.
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = {
            "Show of each granule what became of its soundings: rejected, by reason, or in how many superobservations of",
            "each domain, and what of those was assimilated, gated, withheld, outside, waits, was replaced or taken back.",
            "Reads Kafka; where its retention has cut topics off, the products' files, and says what neither has any more.",
            "The last line says whether the books balance. Exits with 1 when they do not."
        })
final class LedgerCommand implements Callable<Integer> {
    @Mixin
    private SettingsAndBroker where;

    @Option(names = "--from", paramLabel = "DAY", description = "First day, YYYY-MM-DD; default: of all there are.")
    private LocalDate from = LocalDate.MIN;

    @Option(names = "--to", paramLabel = "DAY", description = "Last day, YYYY-MM-DD; default: of all there are.")
    private LocalDate to = LocalDate.MAX;

    @Option(names = "--json", description = "One JSON object a granule, and at last one with the balance.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /// The last object of `--json`.
    private record Closing(boolean balances, int granules, long soundings, int deadLetters, List<String> problems) {}

    @Override
    public Integer call() throws IOException {
        Logs.to(Level.ERROR, null);
        if (to.isBefore(from))
            throw new ParameterException(
                    spec.commandLine(),
                    "--to is " + to + " and --from " + from + ", expected --to on that day or later");
        final Balance balance = BooksReader.read(where.load(), from, to);
        final PrintWriter out = spec.commandLine().getOut();
        if (json) printJson(balance, out);
        else LedgerTable.print(balance, out);
        out.flush();
        return balance.balances() ? 0 : 1;
    }

    private static void printJson(Balance balance, PrintWriter out) throws IOException {
        for (GranuleBook granule : balance.granules())
            out.println(RecordSerde.jsonMapper().writeValueAsString(granule));
        out.println(RecordSerde.jsonMapper()
                .writeValueAsString(new Closing(
                        balance.balances(),
                        balance.granules().size(),
                        balance.granules().stream()
                                .mapToLong(GranuleBook::soundings)
                                .sum(),
                        balance.deadLetters(),
                        balance.problems())));
    }
}
