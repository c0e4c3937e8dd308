package org.fluxwatch.deploy.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.twin.World;
import org.fluxwatch.deploy.twin.YamlText;

/// What a [StreamBench] measures.
///
/// @param full JDAS's size (105 x 86 x 15), or the demo's (53 x 43 x 8)
/// @param members of the ensemble
/// @param domains alike, with the same soundings
/// @param instances of assimilate
/// @param standbys replicas of the state
/// @param days a domain
/// @param heap of an instance, as `-Xmx` takes it
public record BenchCase(boolean full, int members, int domains, int instances, int standbys, int days, String heap) {
    public BenchCase {
        if (members < 2 || domains < 1 || instances < 1 || standbys < 0 || days < 5)
            throw new IllegalArgumentException("members " + members + ", domains " + domains + ", instances "
                    + instances + ", standbys " + standbys + ", days " + days + ", expected at least 2, 1, 1, 0, 5");
    }

    /// Days left out at the beginning, in which programs are compiled: a third.
    int warmUpDays() {
        return days / 3;
    }

    Settings settings(Path folder, KafkaSettings kafka, int instance) {
        return SettingsLoader.parse(text(folder, kafka, instance), "bench", Map.of());
    }

    /// Settings of an instance.
    String text(Path folder, KafkaSettings kafka, int instance) {
        final StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                data-folder: %s
                kafka: {bootstrap-servers: '%s', login-file: %s, partitions: %d}
                ingest: {http-port: 0}
                assimilate: {http-port: 0, standby-replicas: %d, ensemble: {members: %d}}
                domains:
                """,
                YamlText.quoted(folder),
                kafka.bootstrapServers(),
                YamlText.quoted(kafka.loginFile()),
                Math.max(4, domains),
                standbys,
                members));
        for (int d = 1; d <= domains; d++) {
            text.append(String.format(Locale.ROOT, "  domain-%02d:\n", d)).append("    sensors: [oco2, gosat]\n");
            if (full) text.append("    ").append(World.INPUTS).append("\n");
            else Demo.GRID.lines().skip(2).forEach(line -> text.append(line).append("\n"));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d x %s, %d members, %d days each, %d instances, %d standbys",
                domains,
                full ? "105 x 86 x 15 cells" : "53 x 43 x 8 cells",
                members,
                days,
                instances,
                standbys);
    }
}
