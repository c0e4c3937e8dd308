package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fluxwatch.contract.record.AssimilationSystem;

/// The settings that the numbers of a domain's analyses depend on: how soundings are gridded, the domain, and its
/// system's section, without those whose change is [SettingChange#AT_START]. Ports, folders of our own, brokers and
/// secrets are not among them.
public final class NumericSettings {
    private static final ObjectMapper SETTINGS = SettingsLoader.YAML
            .copy()
            .registerModule(new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    private NumericSettings() {}

    /// As JSON in one form, which can be read as a settings file.
    ///
    /// @throws IllegalArgumentException when there is no such domain
    public static String of(Settings settings, String domain) {
        final DomainSettings domainSettings = settings.domain(domain);
        final ObjectNode all = SETTINGS.createObjectNode();
        all.set("ingest", tree(settings.ingest()));
        if (!settings.sensors().folder().isEmpty())
            all.put("sensors-folder", settings.sensors().folder());
        all.putObject("domains").set(domain, tree(domainSettings));
        final AssimilateSettings assimilate = settings.assimilate();
        final ObjectNode system = all.putObject("assimilate");
        if (domainSettings.system() == AssimilationSystem.INVERSION)
            system.set("inversion", tree(assimilate.inversion()));
        else {
            system.set("ensemble", tree(assimilate.ensemble()));
            system.set("flux-forecast", tree(assimilate.fluxForecast()));
            system.set("filter", tree(assimilate.filter()));
        }
        withoutThoseOfServices(List.of(), all);
        return all.toString();
    }

    private static void withoutThoseOfServices(List<String> path, ObjectNode section) {
        final List<String> ofServices = new ArrayList<>();
        section.properties().forEach(entry -> {
            final List<String> key = Keys.below(path, entry.getKey());
            if (entry.getValue() instanceof ObjectNode below) withoutThoseOfServices(key, below);
            else if (SettingChanges.of(key) == SettingChange.AT_START) ofServices.add(entry.getKey());
        });
        section.remove(ofServices);
    }

    private static JsonNode tree(Object section) {
        return SETTINGS.valueToTree(section);
    }
}
