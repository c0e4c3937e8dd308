package org.fluxwatch.assimilate.filter;

import org.fluxwatch.assimilate.filter.cycle.DomainModel;
import org.fluxwatch.assimilate.filter.ensemble.EnsembleState;
import org.fluxwatch.assimilate.filter.ensemble.Lanes;
import org.fluxwatch.assimilate.filter.forecast.FluxForecast;
import org.fluxwatch.assimilate.inputs.ModelInputs;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.TinyDomain;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.settings.Settings;

/// The tiny domain with the filter in it.
public final class Tiny extends TinyDomain {
    private Tiny() {}

    public static DomainModel model(Settings settings, NumericsPool pool) {
        final DomainSettings domain = settings.domains().get(DOMAIN);
        return new DomainModel(DOMAIN, domain, settings.assimilate(), ModelInputs.of(domain, pool), pool);
    }

    /// A state of zeros that suits a flux forecast.
    public static EnsembleState state(int members, int cells, int nz, FluxForecast forecast) {
        final Lanes lanes = new Lanes(members);
        return new EnsembleState(
                lanes,
                START,
                new float[cells * nz * lanes.stride()],
                new float[cells * forecast.rows() * lanes.stride()],
                new float[forecast.memoryLength()]);
    }
}
