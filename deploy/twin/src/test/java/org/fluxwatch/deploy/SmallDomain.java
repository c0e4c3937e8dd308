package org.fluxwatch.deploy;

import java.time.LocalDate;
import org.fluxwatch.deploy.twin.World;

/// The one domain of tests that need no more: coarse, over East Asia, OCO-2 alone.
public final class SmallDomain {
    private SmallDomain() {}

    /// The end of a settings text, in the invented world.
    public static String startingAt(LocalDate start) {
        return startingAt(start, "    " + World.INPUTS + "\n");
    }

    /// @param inputs lines of the domain's settings
    static String startingAt(LocalDate start, String inputs) {
        return """
                domains:
                  small:
                    start: %s
                    sensors: [oco2]
                    patience-days: 0
                    grid: {columns: 30, rows: 24, cell-km: 128.0}
                    sigma-edges: [1.0, 0.985, 0.955, 0.905, 0.83, 0.7, 0.5, 0.25, 0.0]
                """.formatted(start) + inputs;
    }
}
