package org.fluxwatch.assimilate.filter.ensrf;

import org.fluxwatch.contract.grid.Sphere;

/// Finds the observations that teach a place, and how much. Places become points in space once; a pair then costs three
/// products until it is near enough for its taper to be worked out.
final class Neighbours {
    private static final double DIAMETER_KM = 2e-3 * Sphere.RADIUS_M;

    private final Localization localization;
    private final Points observations;
    private final Points places;

    Neighbours(Localization localization, Places observations, Places places) {
        this.localization = localization;
        this.observations = points(localization, observations);
        this.places = points(localization, places);
    }

    /// @param near the observations with ρ > 0, in their order `[nObs]`
    /// @param taper their ρ `[nObs]`
    /// @return how many
    int near(int place, int[] near, double[] taper) {
        return switch (localization) {
            case Localization.None _ -> {
                for (int o = 0; o < observations.size(); o++) {
                    near[o] = o;
                    taper[o] = 1;
                }
                yield observations.size();
            }
            case Localization.GreatCircle(GaspariCohn function) -> {
                final double chordKm = DIAMETER_KM * Math.sin(Math.min(Math.PI / 2, function.radiusKm() / DIAMETER_KM));
                final int within = observations.within(chordKm, places, place, near, taper);
                for (int o = 0; o < within; o++)
                    taper[o] = DIAMETER_KM * Math.asin(Math.min(1, Math.sqrt(taper[o]) / DIAMETER_KM));
                yield tapered(function, within, near, taper);
            }
            case Localization.Plane(GaspariCohn function, double _) -> {
                final int within = observations.within(function.radiusKm(), places, place, near, taper);
                for (int o = 0; o < within; o++) taper[o] = Math.sqrt(taper[o]);
                yield tapered(function, within, near, taper);
            }
        };
    }

    /// @param taper distances, km; ρ on return
    private static int tapered(GaspariCohn function, int within, int[] near, double[] taper) {
        int nNear = 0;
        for (int o = 0; o < within; o++) {
            near[nNear] = near[o];
            taper[nNear] = function.at(taper[o]);
            if (taper[nNear] > 0) nNear++;
        }
        return nNear;
    }

    private static Points points(Localization localization, Places places) {
        final Points points = new Points(places.size());
        switch (localization) {
            case Localization.None _ -> {}
            case Localization.GreatCircle _ -> {
                for (int p = 0; p < places.size(); p++) {
                    final double north = Math.toRadians(places.latitude()[p]);
                    final double east = Math.toRadians(places.longitude()[p]);
                    final double offAxisKm = 0.5 * DIAMETER_KM * Math.cos(north);
                    points.set(
                            p,
                            offAxisKm * Math.cos(east),
                            offAxisKm * Math.sin(east),
                            0.5 * DIAMETER_KM * Math.sin(north));
                }
            }
            case Localization.Plane plane -> {
                for (int p = 0; p < places.size(); p++)
                    points.set(p, plane.cellKm() * places.longitude()[p], plane.cellKm() * places.latitude()[p], 0);
            }
        }
        return points;
    }
}
