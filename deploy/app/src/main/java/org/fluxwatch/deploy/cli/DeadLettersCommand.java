package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.letters.DeadLetterOffice;
import org.fluxwatch.deploy.letters.OutstandingLetter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Records that a stage could not use: shown, and sent again after a fix.
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Show the records that a stage could not use, or send them again after a fix. They lie"
                + " on the Kafka topic dead-letters; each is named by its origin, TOPIC/PARTITION/OFFSET.",
        synopsisSubcommandLabel = "(list | replay)",
        footer = {"", "Exit codes: 0 done, 1 nothing matched or failed while running, 2 wrong usage or settings."})
final class DeadLettersCommand {
    @Spec
    private CommandSpec spec;

    private static DeadLetterOffice office(SettingsAndBroker where) {
        Logs.to(Level.ERROR, null);
        return new DeadLetterOffice(where.load().kafka());
    }

    /// Which letters.
    static final class Which {
        @Option(names = "--all", required = true, description = "All that are outstanding.")
        private boolean all;

        @Option(names = "--reason", required = true, paramLabel = "REASON", description = "Those with this reason.")
        private String reason;

        @Option(
                names = "--origin",
                required = true,
                arity = "1..*",
                paramLabel = "ORIGIN",
                description = "These, such as observations/0/4711.")
        private List<String> origins;

        boolean holds(OutstandingLetter letter) {
            if (all) return true;
            return reason == null ? origins.contains(letter.origin()) : reason.equals(letter.reason());
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show what is outstanding, and how many there are by reason and topic. Exits with 1 when"
                    + " --reason is given and none has it.")
    int list(
            @Mixin SettingsAndBroker where,
            @Option(names = "--reason", paramLabel = "REASON", description = "Only those with this reason.")
                    String reason,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "Show at most so many letters, the first by origin; all are counted."
                                    + " Default: ${DEFAULT-VALUE}.")
                    int limit,
            @Option(names = "--json", description = "One JSON object a letter instead of tables.") boolean json) {
        if (limit < 0) throw new ParameterException(spec.commandLine(), "--limit is " + limit + ", expected 0 or more");
        final PrintWriter out = spec.commandLine().getOut();
        final DeadLetterOffice office = office(where);
        final List<OutstandingLetter> letters = office.outstanding().stream()
                .filter(letter -> reason == null || reason.equals(letter.reason()))
                .toList();
        final List<OutstandingLetter> shown = letters.subList(0, Math.min(limit, letters.size()));
        if (letters.isEmpty() && !json)
            out.println("no dead letters" + (reason == null ? "" : " with the reason " + reason));
        else if (json) office.read(shown, letter -> out.println(json(letter)));
        else {
            if (!shown.isEmpty()) DeadLetterTable.printHead(out);
            office.read(shown, letter -> DeadLetterTable.print(letter, out));
            DeadLetterTable.printSummary(letters, out);
        }
        out.flush();
        if (limit > 0 && shown.size() < letters.size())
            spec.commandLine().getErr().println(shown.size() + " of " + letters.size() + " shown, see --limit");
        return letters.isEmpty() && reason != null ? 1 : 0;
    }

    private static String json(DeadLetter letter) {
        try {
            return RecordSerde.jsonMapper().writeValueAsString(DeadLetterTable.line(letter));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("dead letter " + letter.origin() + " cannot be shown as JSON", e);
        }
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description =
                    "Send letters to where they lay and settle them, both in one transaction: topic, partition, key,"
                            + " headers and value as they were. What still cannot be used becomes a letter of another origin.")
    int replay(@Mixin SettingsAndBroker where, @ArgGroup(multiplicity = "1") Which which) {
        final PrintWriter out = spec.commandLine().getOut();
        final DeadLetterOffice office = office(where);
        final List<OutstandingLetter> letters = office.outstanding();
        final List<OutstandingLetter> chosen =
                letters.stream().filter(which::holds).toList();
        if (!chosen.isEmpty()) office.replay(chosen);
        out.printf(Locale.ROOT, "%d sent again, %d outstanding%n", chosen.size(), letters.size() - chosen.size());
        out.flush();
        return chosen.isEmpty() ? 1 : 0;
    }
}
