package org.fluxwatch.deploy.osse;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.fluxwatch.contract.topic.RecordSerde;

/// The runs there are, kept in a file from run to run, so that a board that was stopped goes on.
final class SkillRuns {
    private static final ObjectMapper JSON = RecordSerde.jsonMapper();

    private final Path file;
    private final Map<SkillRun.Key, SkillRun> runs = new LinkedHashMap<>();

    /// @param file JSON, a line a run
    SkillRuns(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) return;
        for (String line : Files.readAllLines(file)) {
            final SkillRun run = JSON.readValue(line, SkillRun.class);
            runs.put(run.key(), run);
        }
    }

    Optional<SkillRun> find(SkillRun.Key key) {
        return Optional.ofNullable(runs.get(key));
    }

    void add(Collection<SkillRun> more) throws IOException {
        for (SkillRun run : more) runs.put(run.key(), run);
        final StringBuilder lines = new StringBuilder();
        for (SkillRun run : runs.values())
            lines.append(JSON.writeValueAsString(run)).append('\n');
        final Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, lines);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
