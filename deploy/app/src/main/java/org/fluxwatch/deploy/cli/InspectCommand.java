package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.ingest.Inspection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// What ingest would do with a Lite file.
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Print what ingest would do with each Lite file. Exits with 1 when one cannot be used.")
final class InspectCommand implements Callable<Integer> {
    @Mixin
    private SettingsOption settingsOption;

    @Option(names = "--json", description = "One JSON object a file instead of a table.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "FILE")
    private List<Path> files;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        Logs.to(Level.WARN, null);
        final Settings settings = settingsOption.load();
        final PrintWriter out = spec.commandLine().getOut();
        boolean allUsable = true;
        if (!json) out.println(InspectionTable.HEADER);
        for (Path file : files) {
            final Inspection inspection = Inspection.of(file, settings, java.time.Instant.now());
            allUsable &= inspection.problem() == null;
            if (json) out.println(RecordSerde.jsonMapper().writeValueAsString(inspection));
            else out.println(InspectionTable.row(inspection));
            out.flush();
        }
        return allUsable ? 0 : 1;
    }
}
