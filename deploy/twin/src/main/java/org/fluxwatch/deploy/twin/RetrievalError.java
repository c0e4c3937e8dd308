package org.fluxwatch.deploy.twin;

import org.fluxwatch.contract.record.Sensor;

/// Errors of simulated retrievals, drawn by sounding id.
///
/// The stated uncertainty is log-normal on either side of its median: OCO-2 0.58 ppm, 1st to 99th percentile 0.37 to
/// 1.19 (docs/formats.md 2.6); GOSAT 1.3 ppm, 0.9 to 2.2. The error of a good sounding is noise of that size,
/// independent from one to the next, and a regional part of 0.3 ppm over some 150 km and hours that the uncertainty
/// does not tell of, as the real one does not. Bad soundings err by 3 ppm more and are 1 ppm too low at the edge of
/// clouds.
///
/// @param seed of all errors
record RetrievalError(long seed) {
    private static final double NORMAL_99TH = 2.3263;
    static final double REGIONAL_SD_PPM = 0.3;
    private static final double REGIONAL_LENGTH_KM = 200;
    private static final double REGIONAL_HOURS = 6;

    /// The lattice of the regional part, for what does not ask for a seed.
    static final CorrelatedNoise REGIONAL = new CorrelatedNoise(0, REGIONAL_LENGTH_KM, REGIONAL_HOURS);

    private static final double BAD_SD_PPM = 3;
    private static final double CLOUD_EDGE_BIAS_PPM = -1;

    /// Posterior error as the file states it, ppm.
    double uncertaintyPpm(Sensor sensor, long soundingId) {
        final double z = HashNoise.gaussian(HashNoise.mix(seed, 11), soundingId);
        return switch (Instrument.of(sensor)) {
            case OCO2 -> spread(z, 0.37, 0.58, 1.19);
            case GOSAT -> spread(z, 0.9, 1.3, 2.2);
        };
    }

    private static double spread(double z, double first, double median, double last) {
        final double logSd = Math.log(z < 0 ? median / first : last / median) / NORMAL_99TH;
        return median * Math.exp(logSd * z);
    }

    /// Retrieved minus true column, ppm.
    double errorPpm(GroundPixel pixel, LiteSounding.Verdict verdict, double uncertaintyPpm) {
        final long id = pixel.soundingId();
        final double noise = uncertaintyPpm * HashNoise.gaussian(HashNoise.mix(seed, 12), id);
        final double regional = REGIONAL_SD_PPM
                * new CorrelatedNoise(HashNoise.mix(seed, 13), REGIONAL_LENGTH_KM, REGIONAL_HOURS)
                        .at((double) pixel.time().getEpochSecond(), pixel.latitude(), pixel.longitude());
        final double bad = BAD_SD_PPM * HashNoise.gaussian(HashNoise.mix(seed, 14), id);
        return switch (verdict) {
            case GOOD -> noise + regional;
            case CLOUD_EDGE -> noise + regional + bad + CLOUD_EDGE_BIAS_PPM;
            case HAZE -> noise + regional + bad;
        };
    }

    /// Retrieved minus true surface pressure, hPa.
    double pressureErrorHpa(long soundingId) {
        return 1.5 * HashNoise.gaussian(HashNoise.mix(seed, 15), soundingId);
    }

    /// Whether a clear look is through haze that spoils it: 5 %.
    boolean hazy(long soundingId) {
        return HashNoise.uniform(HashNoise.mix(seed, 16), soundingId) < 0.05;
    }
}
