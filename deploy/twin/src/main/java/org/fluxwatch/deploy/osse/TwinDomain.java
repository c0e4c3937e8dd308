package org.fluxwatch.deploy.osse;

import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.deploy.twin.GroundTrack;
import org.fluxwatch.deploy.twin.World;

/// What an experiment in the twin needs of its settings and its days.
final class TwinDomain {
    private TwinDomain() {}

    /// The one domain.
    ///
    /// @throws IllegalArgumentException when it is not one, lies in another world, or has sensors without an orbit
    static String of(Settings settings) {
        if (settings.domains().size() != 1)
            throw new IllegalArgumentException("the settings have the domains "
                    + settings.domains().keySet() + ", expected one for an experiment");
        final String domain = settings.domains().keySet().iterator().next();
        World.requireInvented(domain, settings.domain(domain).inputs());
        for (Sensor sensor : settings.domain(domain).sensors()) GroundTrack.of(sensor);
        return domain;
    }

    /// @throws IllegalArgumentException when no day is left to be scored
    static void requireScoredDays(int days, int spinUpDays) {
        if (spinUpDays < 0 || days <= spinUpDays)
            throw new IllegalArgumentException("days is " + days + " and spin-up " + spinUpDays
                    + ", expected 0 or more days of spin-up and at least one after");
    }
}
