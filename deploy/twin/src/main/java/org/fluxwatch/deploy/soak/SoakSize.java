package org.fluxwatch.deploy.soak;

import java.util.Locale;
import java.util.Map;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.twin.World;

/// What the system has to do, as a part of a settings file that ends in section `assimilate`.
///
/// @param domains how many
/// @param heap flag of each JVM
/// @param productsMegabytesADay what a day's products take at most
record SoakSize(String settings, int domains, String heap, int productsMegabytesADay) {
    /// Of a row of the inversion: no memory lasts longer for more of them.
    private static final int PARTICLES = 500;

    /// The demo's two domains, with both methods.
    ///
    /// @param members of the filter's ensemble
    static SoakSize demo(int members) {
        return new SoakSize(
                Demo.GRID + Demo.months(PARTICLES) + String.format(Locale.ROOT, "  ensemble: {members: %d}%n", members),
                2,
                "-Xmx768m",
                3);
    }

    /// One domain of JDAS's size, as the defaults are.
    static SoakSize full() {
        return new SoakSize(
                "domains:\n  " + Demo.DOMAIN + ":\n    " + World.INPUTS + "\nassimilate:\n", 1, "-Xmx1500m", 30);
    }

    /// The domain that the twin is of.
    DomainSettings domain() {
        return SettingsLoader.parse(settings + "  threads: 0\n", "the soak's domains", Map.of())
                .domain(Demo.DOMAIN);
    }
}
