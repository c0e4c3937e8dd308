package org.fluxwatch.contract.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingChangesTest {
    /// All that may ever stand in them is alike in what a change takes.
    private static final Set<String> SECTIONS = Set.of(
            "kafka.client",
            "publish.alarms",
            "publish.attributes",
            "domains.*.grid",
            "domains.*.inputs.other-priors",
            "domains.*.inputs.other-boundaries",
            "assimilate.inversion.prior-error");

    /// What products and states say of settings.
    private static final List<String> OF_NUMBERS = List.of(
            "ingest",
            "sensors-folder",
            "domains",
            "assimilate.ensemble",
            "assimilate.flux-forecast",
            "assimilate.filter",
            "assimilate.inversion");

    private static Set<String> keys(JsonNode node, String path) {
        final Set<String> keys = new TreeSet<>();
        if (SECTIONS.contains(path) || !(node instanceof ObjectNode section)) return Set.of(path);
        for (Map.Entry<String, JsonNode> entry : section.properties())
            keys.addAll(keys(entry.getValue(), Keys.join(path, Keys.isNamed(path) ? "*" : entry.getKey())));
        return keys;
    }

    private static List<String> known() {
        return SettingChanges.rows().stream()
                .flatMap(row -> row.full().stream())
                .toList();
    }

    @Test
    void haveEachKeyOfTheReferenceFileOnce() throws Exception {
        final Set<String> inFile = keys(SettingsLoader.YAML.readTree(SettingsLoader.reference()), "");
        assertThat(known()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(inFile);
    }

    @Test
    void areWhatStatesAndProductsSayOfSettings() throws Exception {
        final Set<String> said = new TreeSet<>();
        for (String system : new String[] {"filter", "inversion"}) {
            final Settings settings = SettingsLoader.parse(
                    "{sensors-folder: '" + Path.of("").toAbsolutePath() + "', domains: {here: {system: " + system
                            + "}}}",
                    "here",
                    Map.of());
            said.addAll(keys(SettingsLoader.YAML.readTree(NumericSettings.of(settings, "here")), ""));
        }
        final Set<String> ofNumbers = known().stream()
                .filter(key ->
                        OF_NUMBERS.stream().anyMatch(section -> key.equals(section) || key.startsWith(section + ".")))
                .filter(key -> SettingChanges.of(Arrays.asList(key.split("\\.", -1))) != SettingChange.AT_START)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(said).isEqualTo(ofNumbers);
    }

    @Test
    void nameWhatHasChangedAndWhatItTakes() {
        final String before = text("{members: 12, seed: 7}", "gate-ppm: 5.0", "{land: {format: sib4}}");
        assertThat(ChangedSetting.between(before, before)).isEmpty();
        assertThat(ChangedSetting.between(
                        before,
                        text("{members: 13, seed: 7}", "gate-ppm: 3.5", "{land: {format: sib4, scale: -1}, s.b: {}}")))
                .extracting(ChangedSetting::toString, ChangedSetting::change)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "assimilate.ensemble.members is 13, was 12", SettingChange.RESET),
                        org.assertj.core.groups.Tuple.tuple(
                                "assimilate.filter.gate-ppm is 3.5, was 5.0", SettingChange.FROM_THEN_ON),
                        org.assertj.core.groups.Tuple.tuple(
                                "domains.here.inputs.prior.sources.land.scale is -1.0, was 1.0",
                                SettingChange.FROM_THEN_ON),
                        org.assertj.core.groups.Tuple.tuple(
                                "domains.here.inputs.prior.sources.s.b is there, was not there",
                                SettingChange.FROM_THEN_ON));
    }

    @Test
    void takeAKeyThatAnotherVersionDoesNotKnowForNoChange() {
        final String now = text("{members: 12}", "gate-ppm: 5.0", "{}");
        assertThat(ChangedSetting.between(now.replace("\"gate-ppm\":5.0,", ""), now))
                .isEmpty();
        assertThat(ChangedSetting.between(now, now.replace("\"gate-ppm\":5.0,", "\"of-later\":true,")))
                .isEmpty();
    }

    private static String text(String ensemble, String filter, String sources) {
        return NumericSettings.of(
                SettingsLoader.parse(
                        "{assimilate: {ensemble: " + ensemble + ", filter: {" + filter
                                + "}}, domains: {here: {inputs: {prior: {sources: " + sources + "}}}}}",
                        "here",
                        Map.of()),
                "here");
    }

    /// A row of the guide has what a row of the table has.
    @Test
    void areTheTableOfTheGuide() throws Exception {
        final List<String> rows = new ArrayList<>();
        for (SettingChanges.Row row : SettingChanges.rows())
            rows.add("| "
                    + row.keys().entrySet().stream()
                            .map(SettingChangesTest::cell)
                            .collect(Collectors.joining("; ")) + " | "
                    + row.change().label() + " | " + row.note() + " |");
        assertThat(Files.readString(Path.of("../../docs/operations.md"))).contains(String.join("\n", rows));
    }

    private static String cell(Map.Entry<String, List<String>> section) {
        final String keys =
                section.getValue().stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
        return section.getKey().isEmpty() ? keys : "`" + section.getKey() + "`: " + keys;
    }
}
