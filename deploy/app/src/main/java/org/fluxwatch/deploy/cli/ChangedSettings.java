package org.fluxwatch.deploy.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.ChangedSetting;
import org.fluxwatch.contract.settings.NumericSettings;
import org.fluxwatch.contract.settings.SettingChanges;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Printable;
import org.fluxwatch.publish.daily.Origin;
import org.fluxwatch.publish.daily.ProductFolder;

/// What changes of settings take, and which there are since the newest products.
final class ChangedSettings {
    private final Settings settings;
    private final ProductFolder folder;

    ChangedSettings(Settings settings) {
        this.settings = settings;
        folder = new ProductFolder(settings.productsFolder(), settings);
    }

    /// Every setting, by what its change takes.
    static void printTable(PrintWriter out) {
        for (SettingChanges.Row row : SettingChanges.rows()) {
            out.println(row.change().label() + ": " + row.note());
            row.keys()
                    .forEach((section, keys) ->
                            out.println("    " + (section.isEmpty() ? "" : section + ": ") + String.join(", ", keys)));
        }
    }

    /// What differs from the newest product of each domain.
    ///
    /// @return whether all domains can go on
    boolean print(PrintWriter out) throws IOException {
        boolean allGoOn = true;
        for (String domain : settings.domains().keySet()) {
            final Optional<Map.Entry<LocalDate, Path>> newest = newest(domain);
            final Optional<Origin> origin = newest.isEmpty()
                    ? Optional.empty()
                    : Origin.whole(newest.get().getValue())
                            .filter(made -> !made.settings().isEmpty());
            if (newest.isEmpty() || origin.isEmpty()) {
                out.println("domain " + domain + ": no product that says what it was made with");
                continue;
            }
            final List<ChangedSetting> changed =
                    ChangedSetting.between(origin.get().settings(), NumericSettings.of(settings, domain));
            out.println("domain " + domain + ": " + (changed.isEmpty() ? "nothing has changed" : "changed") + " since "
                    + newest.get().getValue().getFileName());
            for (ChangedSetting one : changed)
                out.printf(Locale.ROOT, "  %-12s  %s%n", one.change().label(), Printable.line(one.toString()));
            allGoOn &= changed.stream().noneMatch(one -> one.change().stops());
        }
        return allGoOn;
    }

    /// Of the domain's system; of another one where that has none, as when the system is what has changed.
    private Optional<Map.Entry<LocalDate, Path>> newest(String domain) throws IOException {
        final AssimilationSystem own = settings.domain(domain).system();
        for (AssimilationSystem system : Stream.of(AssimilationSystem.values())
                .sorted(Comparator.comparing(system -> system != own))
                .toList()) {
            final NavigableMap<LocalDate, Path> files = folder.days(new AnalysedDomain(domain, system));
            if (!files.isEmpty()) return Optional.of(files.lastEntry());
        }
        return Optional.empty();
    }
}
