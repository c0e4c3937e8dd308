package org.fluxwatch.deploy.twin;

import org.fluxwatch.contract.record.Sensor;

/// How a retrieval weighs the 20 levels of its column, space to surface.
/// ```
/// σ_k = k / 19, σ_0 = 1e-4                             pressure levels are σ_k psurf
/// n_j = Δp_j (1 - 0.015 σ³)                            dry air of layer j, w_j = n_j / Σ n; water up to 1.5 %
/// h_0 = w_0 / 2,  h_i = (w_{i-1} + w_i) / 2,  h_19 = w_18 / 2      pressure weights, sum 1
/// a_k = 1.05 (1 - 0.78 exp(-σ / s)) - b σ⁶              normalised averaging kernel
/// ```
/// s = 0.2 (1 + 0.3 (cos SZA - 0.33)) and b = 0.07 over land, 0.04 over sea and for GOSAT: drawn by hand through
/// the shape of a real land sounding of a low sun (docs/formats.md 2.4).
final class ColumnSensitivity {
    private ColumnSensitivity() {}

    /// σ of the levels `[20]`.
    static float[] sigma() {
        final float[] sigma = new float[LiteSounding.LEVELS];
        for (int k = 0; k < sigma.length; k++) sigma[k] = k == 0 ? 1e-4f : (float) k / (LiteSounding.LEVELS - 1);
        return sigma;
    }

    /// Pressure levels, hPa `[20]`.
    static float[] pressuresHpa(double surfacePressureHpa) {
        final float[] pressures = sigma();
        for (int k = 0; k < pressures.length; k++) pressures[k] = (float) (pressures[k] * surfacePressureHpa);
        return pressures;
    }

    /// Pressure weights h `[20]`.
    static float[] weights() {
        final float[] sigma = sigma();
        final double[] dryAir = new double[sigma.length - 1];
        double total = 0;
        for (int j = 0; j < dryAir.length; j++) {
            final double middle = 0.5 * (sigma[j] + sigma[j + 1]);
            dryAir[j] = (sigma[j + 1] - sigma[j]) * (1 - 0.015 * middle * middle * middle);
            total += dryAir[j];
        }
        final float[] weights = new float[sigma.length];
        for (int k = 0; k < weights.length; k++) {
            final double above = k > 0 ? dryAir[k - 1] : 0;
            final double below = k < dryAir.length ? dryAir[k] : 0;
            weights[k] = (float) (0.5 * (above + below) / total);
        }
        return weights;
    }

    /// Normalised averaging kernel a `[20]`.
    ///
    /// @param solarZenith degrees
    static float[] kernel(Sensor sensor, LiteSounding.Surface surface, double solarZenith) {
        final double scale = 0.2 * (1 + 0.3 * (Math.cos(Math.toRadians(solarZenith)) - 0.33));
        final double drop = sensor.equals(Sensor.GOSAT) || surface == LiteSounding.Surface.OCEAN ? 0.04 : 0.07;
        final float[] kernel = sigma();
        for (int k = 0; k < kernel.length; k++) {
            final double sigma = kernel[k];
            kernel[k] = (float) (1.05 * (1 - 0.78 * Math.exp(-sigma / scale)) - drop * Math.pow(sigma, 6));
        }
        return kernel;
    }
}
