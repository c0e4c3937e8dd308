package org.fluxwatch.deploy.twin;

import java.time.Instant;
import java.time.LocalDate;
import org.fluxwatch.assimilate.model.Meteorology;

/// Weather whose boundary layer is lower and mixes less.
///
/// @param lacking share of height and friction velocity
record ShallowMixing(Meteorology weather, double lacking) implements Meteorology {
    @Override
    public Fields at(Instant hour) {
        final Fields fields = weather.at(hour);
        return new Fields(
                fields.time(),
                fields.surfacePressurePa(),
                fields.winds(),
                fields.temperatureK(),
                fields.specificHumidity(),
                scaled(fields.boundaryLayerHeightM()),
                scaled(fields.frictionVelocity()),
                fields.sensibleHeatFlux());
    }

    private float[] scaled(float[] values) {
        final float[] scaled = values.clone();
        for (int c = 0; c < scaled.length; c++) scaled[c] *= (float) (1 - lacking);
        return scaled;
    }

    @Override
    public String description(LocalDate day) {
        return weather.description(day) + ", boundary layer less by " + Math.round(100 * lacking) + " %";
    }
}
