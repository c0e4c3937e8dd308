package org.fluxwatch.assimilate.filter.ensrf;

/// The compactly supported taper of Gaspari and Cohn (1999), Q. J. R. Meteorol. Soc. 125, 723-757, Eq. 4.10.
/// ```
/// z = 2 d / radius
/// ρ = -z⁵/4 + z⁴/2 + 5z³/8 - 5z²/3 + 1                      0 <= z <= 1
/// ρ = z⁵/12 - z⁴/2 + 5z³/8 + 5z²/3 - 5z + 4 - 2/(3z)        1 <= z <= 2
/// ```
///
/// @param radiusKm where the taper becomes zero, km; twice the paper's c
public record GaspariCohn(double radiusKm) {
    public GaspariCohn {
        if (!(radiusKm > 0))
            throw new IllegalArgumentException("localization radius is " + radiusKm + " km, expected > 0");
    }

    /// ρ, 0 to 1.
    public double at(double distanceKm) {
        if (distanceKm >= radiusKm) return 0;
        final double z = 2 * Math.abs(distanceKm) / radiusKm;
        if (z <= 1) return (((-0.25 * z + 0.5) * z + 0.625) * z - 5.0 / 3) * z * z + 1;
        // near z = 2 the terms cancel and rounding may leave less than nothing
        return Math.max(0, ((((z / 12 - 0.5) * z + 0.625) * z + 5.0 / 3) * z - 5) * z + 4 - 2 / (3 * z));
    }
}
