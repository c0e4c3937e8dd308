package org.fluxwatch.contract.settings;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The filter, its ensemble, and what drives the model.
public record AssimilateSettings(
        int httpPort,
        int threads,
        EnsembleSettings ensemble,
        FluxForecastSettings fluxForecast,
        FilterSettings filter,
        InputSettings meteorology,
        InputSettings prior,
        InputSettings boundary,
        String applicationId) {
    public AssimilateSettings {
        Check.port("assimilate.http-port", httpPort);
        Check.that(threads >= 0, "assimilate.threads", threads, "0 or more");
        Check.that(
                applicationId.matches("[\\w.-]+"),
                "assimilate.application-id",
                applicationId,
                "letters, digits, dots, dashes, underscores");
    }

    public record EnsembleSettings(
            int members, long seed, double initialSdPpm, double boundarySdPpm, double correlationKm) {
        public EnsembleSettings {
            Check.that(members >= 2, "assimilate.ensemble.members", members, "2 or more");
            Check.notNegative("assimilate.ensemble.initial-sd-ppm", initialSdPpm);
            Check.notNegative("assimilate.ensemble.boundary-sd-ppm", boundarySdPpm);
            Check.positive("assimilate.ensemble.correlation-km", correlationKm);
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

    public record FluxForecastSettings(
            FluxForecastKind kind,
            double factorSd,
            double factorCorrelationKm,
            double factorMemoryDays,
            double jdasBeta,
            int jdasDays,
            double jdasRelativeSpread,
            double jdasGuard) {
        public FluxForecastSettings {
            Check.notNegative("assimilate.flux-forecast.factor-sd", factorSd);
            Check.positive("assimilate.flux-forecast.factor-correlation-km", factorCorrelationKm);
            Check.positive("assimilate.flux-forecast.factor-memory-days", factorMemoryDays);
            Check.positive("assimilate.flux-forecast.jdas-beta", jdasBeta);
            Check.that(jdasDays >= 1, "assimilate.flux-forecast.jdas-days", jdasDays, "1 or more");
            Check.positive("assimilate.flux-forecast.jdas-relative-spread", jdasRelativeSpread);
            Check.positive("assimilate.flux-forecast.jdas-guard", jdasGuard);
        }
    }

    public record FilterSettings(
            double localizationKm, double gatePpm, int boundaryCells, double representationErrorPpm) {
        public FilterSettings {
            Check.positive("assimilate.filter.localization-km", localizationKm);
            Check.positive("assimilate.filter.gate-ppm", gatePpm);
            Check.that(boundaryCells >= 0, "assimilate.filter.boundary-cells", boundaryCells, "0 or more");
            Check.notNegative("assimilate.filter.representation-error-ppm", representationErrorPpm);
        }
    }

    /// Which fields drive the model; one kind so far, readers of real fields come behind the same key.
    public record InputSettings(InputKind kind, long seed) {}

    public enum InputKind {
        @JsonProperty("synthetic")
        SYNTHETIC
    }
}
