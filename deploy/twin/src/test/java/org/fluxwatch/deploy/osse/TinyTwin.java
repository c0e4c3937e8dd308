package org.fluxwatch.deploy.osse;

import java.util.Map;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.twin.World;

/// A small world for experiments: 12 x 10 cells of 2 degrees over China, 4 layers, 10 members. Nothing is
/// withheld, as a day has hardly more than one overpass.
final class TinyTwin {
    private TinyTwin() {}

    /// @param assimilate a further line of that section
    static Settings settings(String assimilate) {
        return SettingsLoader.parse(text(assimilate), "tiny", Map.of());
    }

    /// The settings file, which ends in the domain.
    static String text(String assimilate) {
        return """
                ingest: {withheld-share: 0.0}
                assimilate:
                  %s
                  ensemble: {members: 10}
                  filter: {boundary-cells: 1}
                domains:
                  tiny:
                    start: 2019-06-01
                    grid: {kind: lat-lon, columns: 12, rows: 10, west: 98.0, south: 24.0, cell-degrees: 2.0}
                    sigma-edges: [1.0, 0.95, 0.8, 0.5, 0.0]
                """.formatted(assimilate) + "    " + World.INPUTS + "\n";
    }
}
