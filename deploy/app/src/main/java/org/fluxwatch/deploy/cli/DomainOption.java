package org.fluxwatch.deploy.cli;

import java.util.Set;
import java.util.TreeSet;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsException;
import org.fluxwatch.contract.text.Printable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option `--domain` of commands that look at one.
final class DomainOption {
    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "Whose days; needless where settings have one domain.")
    private @Nullable String domain;

    /// @throws SettingsException when it is none of the settings, or not given where there are several
    String of(Settings settings) {
        return of(settings, domain);
    }

    /// @param name of a domain, or null where it is not said
    static String of(Settings settings, @Nullable String name) {
        final Set<String> names = settings.domains().keySet();
        if (name == null && names.size() == 1) return names.iterator().next();
        if (name == null || !names.contains(name))
            throw new SettingsException(
                    (name == null ? "--domain is not given" : "domain is '" + Printable.line(name) + "'")
                            + ", expected one of " + String.join(", ", new TreeSet<>(names)),
                    null);
        return name;
    }
}
