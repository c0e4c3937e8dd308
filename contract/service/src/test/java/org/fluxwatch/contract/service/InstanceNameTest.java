package org.fluxwatch.contract.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

class InstanceNameTest {
    private static Settings settings(String text) {
        return SettingsLoader.parse(text, "the test's settings", Map.of());
    }

    @Test
    void isTheSameForTheSameMachineAndFolder() {
        final String name = InstanceName.of("host", settings("data-folder: /data/a\n"));
        assertThat(name).matches("host-[0-9a-f]{8}");
        assertThat(InstanceName.of("host", settings("data-folder: /data/b/../a\n")))
                .isEqualTo(name);
        assertThat(InstanceName.of("host", settings("data-folder: /data/b\n"))).isNotEqualTo(name);
        assertThat(InstanceName.of("other", settings("data-folder: /data/a\n"))).isNotEqualTo(name);
    }

    @Test
    void isTheOperatorsWhereThereIsOne() {
        assertThat(InstanceName.of(settings("kafka: {client: {group.instance.id: pod-3}}\n")))
                .isEqualTo("pod-3");
    }

    @Test
    void holdsNothingThatKeysAndLabelsDoNotTake() {
        assertThat(InstanceName.of(settings("kafka: {client: {group.instance.id: 'a/b \"c'}}\n")))
                .isEqualTo("a_b__c");
    }
}
