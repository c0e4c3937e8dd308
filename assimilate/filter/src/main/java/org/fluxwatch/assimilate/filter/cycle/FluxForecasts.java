package org.fluxwatch.assimilate.filter.cycle;

import org.fluxwatch.assimilate.filter.forecast.FactorProcess;
import org.fluxwatch.assimilate.filter.forecast.FluxForecast;
import org.fluxwatch.assimilate.filter.forecast.JdasForecast;
import org.fluxwatch.assimilate.filter.forecast.PersistentFactors;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.settings.AssimilateSettings;
import org.fluxwatch.contract.settings.AssimilateSettings.EnsembleSettings;
import org.fluxwatch.contract.settings.AssimilateSettings.FluxForecastSettings;

/// The flux forecast that settings choose.
public final class FluxForecasts {
    private FluxForecasts() {}

    /// @param settings of the flux forecast and the ensemble
    public static FluxForecast of(Grid grid, SigmaLevels levels, AssimilateSettings settings, NumericsPool pool) {
        final FluxForecastSettings flux = settings.fluxForecast();
        final EnsembleSettings ensemble = settings.ensemble();
        return switch (flux.kind()) {
            case PERSISTENT_FACTORS ->
                new PersistentFactors(
                        grid,
                        flux.factorSd(),
                        flux.factorCorrelationKm(),
                        switch (flux.factorDrift()) {
                            case STEPS -> FactorProcess.steps(flux.factorMemoryDays());
                            case SMOOTH -> FactorProcess.smooth(flux.factorMemoryDays());
                        },
                        flux.lagDays(),
                        ensemble.seed(),
                        pool);
            case JDAS ->
                new JdasForecast(
                        grid.cells(),
                        levels.nz(),
                        flux.jdasDays(),
                        new JdasForecast.Perturbation.Proportional(flux.jdasBeta(), flux.jdasGuard()),
                        firstHour(ensemble));
            case JDAS_NORMALISED ->
                new JdasForecast(
                        grid.cells(),
                        levels.nz(),
                        flux.jdasDays(),
                        new JdasForecast.Perturbation.Normalised(flux.jdasRelativeSpread()),
                        firstHour(ensemble));
        };
    }

    /// What JDAS perturbs natural fluxes by before the ensemble has a spread of its own making.
    private static JdasForecast.FirstHour firstHour(EnsembleSettings ensemble) {
        return switch (ensemble.noise()) {
            case CORRELATED -> new JdasForecast.FirstHour.AsAnyOther();
            case JDAS -> new JdasForecast.FirstHour.Noise(ensemble.jdasFluxPercent() / 100, ensemble.seed());
        };
    }
}
