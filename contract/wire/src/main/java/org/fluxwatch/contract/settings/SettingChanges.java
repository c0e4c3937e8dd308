package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What a change of each setting takes: the table `changes.yaml` in this module's resources.
public final class SettingChanges {
    private static final List<Row> ROWS = read();

    private SettingChanges() {}

    /// Settings that are alike in what a change takes.
    ///
    /// @param note what becomes of what is there
    /// @param keys by section, in which a star stands for a name that the user gives
    public record Row(SettingChange change, String note, Map<String, List<String>> keys) {
        /// Such as `domains.*.grid`.
        public List<String> full() {
            return keys.entrySet().stream()
                    .flatMap(section -> section.getValue().stream().map(key -> Keys.join(section.getKey(), key)))
                    .toList();
        }
    }

    /// In the order of the table.
    public static List<Row> rows() {
        return ROWS;
    }

    /// @param path of a value, such as `domains`, `east-asia`, `grid`, `columns`, or of a name that the user gives
    /// @throws IllegalArgumentException when the table does not have it
    public static SettingChange of(List<String> path) {
        return ROWS.stream()
                .filter(row -> row.full().stream().anyMatch(known -> covers(List.of(known.split("\\.", -1)), path)))
                .map(Row::change)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("changes.yaml says nothing of " + String.join(".", path)));
    }

    /// Whether one is the other or a section that it is in; or the other a name whose keys they are.
    private static boolean covers(List<String> known, List<String> path) {
        for (int s = 0; s < Math.min(known.size(), path.size()); s++)
            if (!known.get(s).equals("*") && !known.get(s).equals(path.get(s))) return false;
        return known.size() <= path.size()
                || known.size() == path.size() + 1 && known.get(path.size() - 1).equals("*");
    }

    private static List<Row> read() {
        try {
            return List.copyOf(SettingsLoader.YAML.readValue(
                    SettingsLoader.resource("changes"), new TypeReference<List<Row>>() {}));
        } catch (IOException e) {
            throw new IllegalStateException("changes.yaml in the program's own jar cannot be read", e);
        }
    }
}
