package org.fluxwatch.assimilate.inversion.retro;

import java.time.Instant;
import org.fluxwatch.assimilate.model.Meteorology;

/// Meteorology as a film run backwards sees it.
final class Backwards {
    private Backwards() {}

    /// The fields with all winds turned round.
    ///
    /// @param time that they are given
    static Meteorology.Fields of(Meteorology.Fields fields, Instant time) {
        final Meteorology.Winds winds =
                switch (fields.winds()) {
                    case Meteorology.Winds.AtCells(float[] u, float[] v) ->
                        new Meteorology.Winds.AtCells(negative(u), negative(v));
                    case Meteorology.Winds.OnFaces(float[] x, float[] y) ->
                        new Meteorology.Winds.OnFaces(negative(x), negative(y));
                };
        return new Meteorology.Fields(
                time,
                fields.surfacePressurePa(),
                winds,
                fields.temperatureK(),
                fields.specificHumidity(),
                fields.boundaryLayerHeightM(),
                fields.frictionVelocity(),
                fields.sensibleHeatFlux());
    }

    private static float[] negative(float[] values) {
        final float[] negative = new float[values.length];
        for (int at = 0; at < values.length; at++) negative[at] = -values[at];
        return negative;
    }
}
