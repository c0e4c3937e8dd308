package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/// The filter with its ensemble, and the inversion, of all domains.
public record AssimilateSettings(
        int httpPort,
        int threads,
        EnsembleSettings ensemble,
        FluxForecastSettings fluxForecast,
        FilterSettings filter,
        InversionSettings inversion,
        Duration lookAgain,
        LateDataSettings lateData,
        int standbyReplicas,
        String applicationId) {
    public AssimilateSettings {
        Check.port("assimilate.http-port", httpPort);
        Check.that(threads >= 0, "assimilate.threads", threads, "0 or more");
        Check.duration("assimilate.look-again", lookAgain);
        Check.that(
                standbyReplicas >= 0 && standbyReplicas <= 10,
                "assimilate.standby-replicas",
                standbyReplicas,
                "0 to 10");
        Check.that(
                applicationId.matches("[\\w.-]+"),
                "assimilate.application-id",
                applicationId,
                "letters, digits, dots, dashes, underscores");
    }

    /// These settings with seeds and what cannot change a result from others, so that two filters can be held
    /// against each other.
    public AssimilateSettings drivenAs(AssimilateSettings other) {
        return new AssimilateSettings(
                other.httpPort,
                other.threads,
                ensemble.withSeed(other.ensemble.seed),
                fluxForecast,
                filter,
                inversion,
                other.lookAgain,
                other.lateData,
                other.standbyReplicas,
                other.applicationId);
    }

    AssimilateSettings withEnsembleSeed(long seed) {
        return with(ensemble.withSeed(seed), fluxForecast, filter);
    }

    /// These settings with another number of members.
    public AssimilateSettings withMembers(int members) {
        return with(ensemble.withMembers(members), fluxForecast, filter);
    }

    /// These settings without errors of the winds.
    public AssimilateSettings withExactWinds() {
        return with(ensemble.withDisplacement(0), fluxForecast, filter);
    }

    /// These settings with other errors of fluxes and observations.
    public AssimilateSettings with(FluxForecastSettings otherFluxForecast, FilterSettings otherFilter) {
        return with(ensemble, otherFluxForecast, otherFilter);
    }

    private AssimilateSettings with(
            EnsembleSettings otherEnsemble, FluxForecastSettings otherFluxForecast, FilterSettings otherFilter) {
        return new AssimilateSettings(
                httpPort,
                threads,
                otherEnsemble,
                otherFluxForecast,
                otherFilter,
                inversion,
                lookAgain,
                lateData,
                standbyReplicas,
                applicationId);
    }

    public enum NoiseKind {
        @JsonProperty("correlated")
        CORRELATED,
        @JsonProperty("jdas")
        JDAS
    }

    public record EnsembleSettings(
            int members,
            long seed,
            NoiseKind noise,
            double initialSdPpm,
            double boundarySdPpm,
            double displacementKm,
            double correlationKm,
            double jdasCo2Percent,
            double jdasFluxPercent) {
        public EnsembleSettings {
            Check.that(members >= 2, "assimilate.ensemble.members", members, "2 or more");
            Check.notNegative("assimilate.ensemble.initial-sd-ppm", initialSdPpm);
            Check.notNegative("assimilate.ensemble.boundary-sd-ppm", boundarySdPpm);
            Check.notNegative("assimilate.ensemble.displacement-km", displacementKm);
            Check.positive("assimilate.ensemble.correlation-km", correlationKm);
            Check.notNegative("assimilate.ensemble.jdas-co2-percent", jdasCo2Percent);
            Check.notNegative("assimilate.ensemble.jdas-flux-percent", jdasFluxPercent);
        }

        EnsembleSettings withSeed(long other) {
            return with(members, other, displacementKm);
        }

        EnsembleSettings withMembers(int other) {
            return with(other, seed, displacementKm);
        }

        EnsembleSettings withDisplacement(double kilometres) {
            return with(members, seed, kilometres);
        }

        private EnsembleSettings with(int otherMembers, long otherSeed, double otherDisplacementKm) {
            return new EnsembleSettings(
                    otherMembers,
                    otherSeed,
                    noise,
                    initialSdPpm,
                    boundarySdPpm,
                    otherDisplacementKm,
                    correlationKm,
                    jdasCo2Percent,
                    jdasFluxPercent);
        }
    }

    public enum FluxForecastKind {
        @JsonProperty("persistent-factors")
        PERSISTENT_FACTORS,
        @JsonProperty("jdas")
        JDAS,
        @JsonProperty("jdas-normalised")
        JDAS_NORMALISED
    }

    public enum FactorDrift {
        @JsonProperty("steps")
        STEPS,
        @JsonProperty("smooth")
        SMOOTH
    }

    public record FluxForecastSettings(
            FluxForecastKind kind,
            double factorSd,
            double factorCorrelationKm,
            double factorMemoryDays,
            FactorDrift factorDrift,
            int lagDays,
            double jdasBeta,
            int jdasDays,
            double jdasRelativeSpread,
            double jdasGuard) {
        public FluxForecastSettings {
            Check.notNegative("assimilate.flux-forecast.factor-sd", factorSd);
            Check.positive("assimilate.flux-forecast.factor-correlation-km", factorCorrelationKm);
            Check.positive("assimilate.flux-forecast.factor-memory-days", factorMemoryDays);
            Check.that(lagDays >= 0 && lagDays <= 30, "assimilate.flux-forecast.lag-days", lagDays, "0 to 30");
            Check.positive("assimilate.flux-forecast.jdas-beta", jdasBeta);
            Check.that(jdasDays >= 1, "assimilate.flux-forecast.jdas-days", jdasDays, "1 or more");
            Check.positive("assimilate.flux-forecast.jdas-relative-spread", jdasRelativeSpread);
            Check.positive("assimilate.flux-forecast.jdas-guard", jdasGuard);
        }

        /// These settings with other statistics of the factors.
        public FluxForecastSettings withFactors(double sd, double kilometres, double days) {
            return new FluxForecastSettings(
                    kind,
                    sd,
                    kilometres,
                    days,
                    factorDrift,
                    lagDays,
                    jdasBeta,
                    jdasDays,
                    jdasRelativeSpread,
                    jdasGuard);
        }
    }

    public enum LocalizationKind {
        @JsonProperty("gaspari-cohn")
        GASPARI_COHN,
        @JsonProperty("none")
        NONE
    }

    public enum UpdateKind {
        @JsonProperty("ensrf")
        ENSRF,
        @JsonProperty("perturbed-observations")
        PERTURBED_OBSERVATIONS
    }

    public record FilterSettings(
            UpdateKind update,
            LocalizationKind localization,
            double localizationKm,
            double fluxLocalizationKm,
            InflationSettings inflation,
            double gatePpm,
            double gateSigmas,
            int boundaryCells,
            double errorCorrelation,
            double representationErrorPpm,
            double representationLengthKm,
            double stopIncrementPpm,
            double stopSpreadPpm,
            int spinUpDays) {
        public FilterSettings {
            Check.positive("assimilate.filter.localization-km", localizationKm);
            Check.notNegative("assimilate.filter.flux-localization-km", fluxLocalizationKm);
            Check.positive("assimilate.filter.gate-ppm", gatePpm);
            Check.notNegative("assimilate.filter.gate-sigmas", gateSigmas);
            Check.that(boundaryCells >= 0, "assimilate.filter.boundary-cells", boundaryCells, "0 or more");
            Check.that(
                    errorCorrelation >= 0 && errorCorrelation <= 1,
                    "assimilate.filter.error-correlation",
                    errorCorrelation,
                    "0 to 1");
            Check.notNegative("assimilate.filter.representation-error-ppm", representationErrorPpm);
            Check.notNegative("assimilate.filter.representation-length-km", representationLengthKm);
            Check.positive("assimilate.filter.stop-increment-ppm", stopIncrementPpm);
            Check.positive("assimilate.filter.stop-spread-ppm", stopSpreadPpm);
            Check.that(spinUpDays >= 0, "assimilate.filter.spin-up-days", spinUpDays, "0 or more");
        }

        /// These settings with other errors of observations, see the settings of these names.
        public FilterSettings withErrors(double correlation, double representationPpm, double lengthKm) {
            return with(localization, correlation, representationPpm, lengthKm);
        }

        /// These settings with observations that teach the whole domain alike.
        public FilterSettings withoutLocalization() {
            return with(LocalizationKind.NONE, errorCorrelation, representationErrorPpm, representationLengthKm);
        }

        private FilterSettings with(
                LocalizationKind otherLocalization, double correlation, double representationPpm, double lengthKm) {
            return new FilterSettings(
                    update,
                    otherLocalization,
                    localizationKm,
                    fluxLocalizationKm,
                    inflation,
                    gatePpm,
                    gateSigmas,
                    boundaryCells,
                    correlation,
                    representationPpm,
                    lengthKm,
                    stopIncrementPpm,
                    stopSpreadPpm,
                    spinUpDays);
        }

        /// Where the localization of the flux rows reaches zero, km.
        public double fluxRadiusKm() {
            return fluxLocalizationKm == 0 ? localizationKm : fluxLocalizationKm;
        }
    }

    public enum InflationKind {
        @JsonProperty("none")
        NONE,
        @JsonProperty("multiplicative")
        MULTIPLICATIVE,
        @JsonProperty("rtps")
        RTPS,
        @JsonProperty("rtpp")
        RTPP
    }

    public record InflationSettings(InflationKind kind, double factor, double alpha) {
        public InflationSettings {
            Check.that(
                    factor >= 1 && Double.isFinite(factor), "assimilate.filter.inflation.factor", factor, "1 or more");
            Check.that(alpha >= 0 && alpha <= 1, "assimilate.filter.inflation.alpha", alpha, "0 to 1");
        }
    }

    /// How far back, and how soon, a domain goes for data that came after their day was analysed.
    public record LateDataSettings(int goBackDays, int checkpointEveryDays, Duration settle) {
        public LateDataSettings {
            Check.that(goBackDays >= 0, "assimilate.late-data.go-back-days", goBackDays, "0 or more");
            Check.that(
                    checkpointEveryDays >= 1,
                    "assimilate.late-data.checkpoint-every-days",
                    checkpointEveryDays,
                    "1 or more");
            Check.that(!settle.isNegative(), "assimilate.late-data.settle", settle, "PT0S or more");
        }
    }
}
